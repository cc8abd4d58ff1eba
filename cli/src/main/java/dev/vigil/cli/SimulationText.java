package dev.vigil.cli;

import dev.vigil.config.Words;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.simulator.Times;
import dev.vigil.simulator.whatif.Happening;
import dev.vigil.simulator.whatif.Holding;
import dev.vigil.simulator.whatif.Port;
import dev.vigil.simulator.whatif.Timeline;
import dev.vigil.simulator.whatif.UserCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A simulation for people. */
final class SimulationText {
    private final Map<IpAddress, String> speakers;

    private SimulationText(Map<IpAddress, String> speakers) {
        this.speakers = speakers;
    }

    /** Which interfaces are on one network, and what does nothing. */
    static String cluster(UserCluster cluster) {
        StringBuilder text = new StringBuilder();
        for (Set<Port> network : cluster.networks()) {
            text.append(
                    network.size() == 1
                            ? network.iterator().next() + " is on a network of its own"
                            : "One network: " + Words.list(network));
            text.append('\n');
        }
        cluster.omissions()
                .forEach(omission ->
                        text.append("Not simulated: ").append(omission).append('\n'));
        return text.append('\n').toString();
    }

    /** Line by line, and a summary for each address. */
    static String of(UserCluster cluster, Timeline timeline) {
        return new SimulationText(cluster.speakers()).timeline(timeline);
    }

    private String timeline(Timeline timeline) {
        StringBuilder text = new StringBuilder();
        for (Happening happening : timeline.happenings()) {
            text.append(String.format(Locale.ROOT, "%12s  %s%n", Times.text(happening.atNs()), line(happening)));
        }
        text.append('\n');
        timeline.grouped().forEach((holding, addresses) -> text.append(summary(addresses, holding, timeline)));
        return text.toString();
    }

    private String line(Happening happening) {
        return switch (happening) {
            case Happening.Fault fault -> "* " + fault.text();
            case Happening.Changed changed ->
                changed.node() + " " + changed.transition().router() + ": "
                        + changed.transition().from() + " to "
                        + changed.transition().to() + " because "
                        + changed.transition().why().stream().map(this::text).collect(Collectors.joining(", because "));
            case Happening.Weighed weighed ->
                weighed.node() + " " + weighed.router() + ": priority " + weighed.from() + " to " + weighed.to()
                        + " in " + weighed.state() + " because " + text(weighed.why());
            case Happening.Moved moved -> moved(moved);
        };
    }

    /** Nodes are called by their names, not by the addresses from which they speak. */
    private String text(Cause cause) {
        List<String> words = new ArrayList<>();
        for (String word : cause.text().split(" ", -1)) {
            words.add(IpAddress.parse(word).map(speakers::get).orElse(word));
        }
        return String.join(" ", words);
    }

    private static String moved(Happening.Moved moved) {
        String before = Times.text(moved.before().durationNs());
        String until = switch (moved.before().nodes().size()) {
            case 0 -> ", after " + before + " on none";
            case 1 -> "";
            default -> ", after " + before + " on " + Words.list(moved.before().nodes());
        };
        return "= " + addresses(moved.addresses()) + " " + place(moved.now().nodes()) + until;
    }

    private static String place(List<String> nodes) {
        return switch (nodes.size()) {
            case 0 -> "on none";
            case 1 -> "on " + nodes.getFirst();
            default -> "on " + Words.list(nodes) + " at once";
        };
    }

    private static String summary(List<IpAddress> addresses, Holding holding, Timeline timeline) {
        StringBuilder text = new StringBuilder(addresses(addresses));
        text.append(": ").append(place(holding.last().nodes())).append(" at the end (");
        text.append(Times.text(timeline.durationNs())).append(")\n");
        for (Holding.Span span : holding.spans()) {
            String when = Times.text(span.durationNs()) + ", from " + Times.text(span.fromNs());
            if (span.nodes().isEmpty()) {
                text.append("  nobody for ").append(when);
                text.append(span.fromNs() == 0 ? " (the start)" : "").append('\n');
            } else if (span.nodes().size() > 1) {
                text.append("  ")
                        .append(Words.count(span.nodes().size(), "holder"))
                        .append(" for ")
                        .append(when);
                text.append(": ").append(Words.list(span.nodes())).append('\n');
            }
        }
        return text.toString();
    }

    static String addresses(List<IpAddress> addresses) {
        return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "));
    }
}
