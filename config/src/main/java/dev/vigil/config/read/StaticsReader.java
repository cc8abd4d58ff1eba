package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.bind.Times;
import dev.vigil.config.model.Links;
import dev.vigil.config.model.Links.Delay;
import dev.vigil.config.model.Links.GarpGroup;
import dev.vigil.config.model.Links.Method;
import dev.vigil.config.model.Links.Polled;
import dev.vigil.config.model.Route;
import dev.vigil.config.model.Rule;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.Statics;
import dev.vigil.config.model.Statics.TrackGroup;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.time.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what exists while the daemon runs, and what is said about interfaces as such. */
final class StaticsReader {
    private static final long DELAY_MAX_NS = 255 * Nanos.PER_S;
    private static final int DECIMALS = 6;

    private final Section root;
    private final Problems problems;

    StaticsReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    Statics statics(List<Section> trackGroups, String defaultInterface, Set<String> instances) {
        List<VirtualAddress> addresses = new ArrayList<>();
        Addresses reader = Addresses.ofStatics(problems);
        for (Node entry : root.entries("static_ipaddress")) {
            reader.read(entry, defaultInterface).ifPresent(addresses::add);
        }
        List<Route> routes = new ArrayList<>();
        for (Node entry : root.entries("static_routes")) {
            RouteReader.read(entry, problems).ifPresent(routes::add);
        }
        List<TrackGroup> groups = new ArrayList<>();
        for (Section section : trackGroups) {
            groups.add(trackGroup(section, instances));
        }
        List<Rule> rules = new RuleList(problems).read(root.entries("static_rules"));
        Set<String> names = groups.stream().map(TrackGroup::name).collect(Collectors.toSet());
        addresses.forEach(each -> undefined(each.trackGroup(), names, each.place()));
        routes.forEach(each -> undefined(each.trackGroup(), names, each.place()));
        rules.forEach(each -> undefined(each.trackGroup(), names, each.place()));
        return new Statics(List.copyOf(addresses), List.copyOf(routes), rules, List.copyOf(groups));
    }

    private void undefined(Optional<String> group, Set<String> names, SourcePlace place) {
        if (group.isPresent() && !names.contains(group.get())) {
            problems.add(
                    ProblemCode.UNDEFINED_NAME,
                    false,
                    place,
                    "there is no track_group " + group.get() + "; no instance depends on this",
                    Suggestions.nearest(group.get(), names)
                            .map(meant -> "Did you mean " + meant + "?")
                            .orElse("Define it, or remove the option."));
        }
    }

    private TrackGroup trackGroup(Section section, Set<String> instances) {
        List<String> known = new ArrayList<>();
        for (Section.Listed word : section.listed("group")) {
            if (instances.contains(word.text())) {
                known.add(word.text());
            } else {
                problems.add(
                        ProblemCode.UNDEFINED_NAME,
                        false,
                        word.place(),
                        "there is no vrrp_instance " + word.text() + "; it is left out of the group",
                        Suggestions.nearest(word.text(), instances)
                                .map(meant -> "Did you mean " + meant + "?")
                                .orElse("Define it, or remove the line."));
            }
        }
        return new TrackGroup(section.name(), List.copyOf(known), section.place());
    }

    Links links(List<Section> garpGroups) {
        List<Polled> polled = new ArrayList<>();
        for (Node entry : root.entries("linkbeat_interfaces")) {
            polled.add(polled(entry));
        }
        List<Delay> delays = new ArrayList<>();
        for (Node entry : root.entries("interface_up_down_delays")) {
            delay(entry).ifPresent(delays::add);
        }
        List<GarpGroup> groups = new ArrayList<>();
        for (Section section : garpGroups) {
            groups.add(garpGroup(section));
        }
        return new Links(
                root.flag("linkbeat_use_polling"), List.copyOf(polled), List.copyOf(delays), List.copyOf(groups));
    }

    private Polled polled(Node entry) {
        Optional<Method> method = Optional.empty();
        Options options = new Options(entry, problems);
        while (options.hasNext()) {
            Word option = options.next();
            switch (option.text()) {
                case "MII" -> method = Optional.of(Method.MII);
                case "ETHTOOL" -> method = Optional.of(Method.ETHTOOL);
                case "IOCTL" -> method = Optional.of(Method.IOCTL);
                default -> options.unknown(option, "Write MII, ETHTOOL or IOCTL.");
            }
        }
        return new Polled(entry.name(), method);
    }

    private Optional<Delay> delay(Node entry) {
        List<Word> words = entry.arguments();
        if (words.isEmpty()) {
            problems.add(
                    ProblemCode.MISSING_ARGUMENT,
                    false,
                    entry.endPlace(),
                    entry.name() + " has no delay; the line is ignored",
                    "Write IFNAME DOWN [UP] in seconds.");
            return Optional.empty();
        }
        OptionalLong down = time(entry, words.getFirst());
        OptionalLong up = words.size() > 1 ? time(entry, words.get(1)) : OptionalLong.of(0);
        return down.isEmpty() || up.isEmpty()
                ? Optional.empty()
                : Optional.of(new Delay(entry.name(), down.getAsLong(), up.getAsLong(), entry.place()));
    }

    private OptionalLong time(Node entry, Word word) {
        OptionalLong time = Times.nanoseconds(word.text(), Nanos.PER_S, DECIMALS);
        if (time.isPresent() && time.getAsLong() >= 0 && time.getAsLong() <= DELAY_MAX_NS) {
            return time;
        }
        problems.add(
                ProblemCode.OUT_OF_RANGE,
                false,
                entry.place(word),
                "\"" + word.text() + "\" is no time of 0..255 seconds; the line is ignored",
                "Choose a time from 0 to 255.");
        return OptionalLong.empty();
    }

    private static GarpGroup garpGroup(Section section) {
        List<String> interfaces = new ArrayList<>();
        section.text("interface").ifPresent(interfaces::add);
        for (Section.Listed word : section.listed("interfaces")) {
            interfaces.add(word.text());
        }
        return new GarpGroup(
                List.copyOf(interfaces),
                section.nanos("garp_interval", 0),
                section.nanos("gna_interval", 0),
                section.place());
    }
}
