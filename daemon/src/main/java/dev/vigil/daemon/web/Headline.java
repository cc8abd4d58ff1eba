package dev.vigil.daemon.web;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.StatusReport.Address;
import dev.vigil.daemon.control.StatusReport.Instance;
import dev.vigil.daemon.control.StatusReport.Rival;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences that the page begins with: what is wrong, each thing of it, or that all is well.
 *
 * @param incident whether something is wrong
 */
record Headline(boolean incident, List<String> sentences) {
    static Headline of(String node, StatusReport report, Language language) {
        List<String> wrong = new ArrayList<>();
        for (Instance each : report.instances()) {
            rivals(each, language, wrong);
            if (each.state() == State.FAULT && !each.isDrained()) {
                wrong.add(Words.IN_FAULT.in(language, each.name(), each.why().now()));
            }
            if (each.state() == State.MASTER) {
                absent(each, language, wrong);
            }
            if (!each.lacking().isEmpty()) {
                wrong.add(Words.DEGRADED.in(language, each.name(), String.join("; ", each.lacking())));
            }
        }
        for (ServiceView each : report.balancing().services()) {
            if (!each.up() && !each.suspended()) {
                wrong.add(Words.QUORUM_LOST.in(language, each.name(), each.alive()));
            }
        }
        boolean incident = !wrong.isEmpty();
        List<String> sentences = incident ? wrong : new ArrayList<>(List.of(calm(node, report, language)));
        for (Instance each : report.instances()) {
            if (each.isDrained()) {
                each.steering()
                        .ifPresent(
                                asked -> sentences.add(Words.IN_MAINTENANCE.in(language, each.name(), asked.text())));
            }
        }
        return new Headline(incident, List.copyOf(sentences));
    }

    private static void rivals(Instance instance, Language language, List<String> wrong) {
        for (Rival rival : instance.rivals()) {
            Words words = rival.isMaster() ? Words.TWO_MASTERS : Words.DIFFERS;
            wrong.add(words.in(language, rival.address(), instance.name()));
        }
    }

    private static void absent(Instance instance, Language language, List<String> wrong) {
        for (Address address : instance.addresses()) {
            if (!address.present()) {
                wrong.add(Words.ABSENT.in(language, instance.name(), address.text(), address.interfaceName()));
            }
        }
    }

    private static String calm(String node, StatusReport report, Language language) {
        if (report.instances().isEmpty()) {
            return Words.NO_INSTANCES.in(language, node);
        }
        List<Address> all = report.instances().stream()
                .flatMap(each -> each.addresses().stream())
                .toList();
        long held = all.stream().filter(Address::present).count();
        boolean master = report.instances().stream().anyMatch(each -> each.state() == State.MASTER);
        if (master) {
            if (held == 1 && all.size() == 1) {
                return Words.HOLDS_ONE.in(language, node);
            }
            return held == all.size()
                    ? Words.HOLDS_ALL.in(language, node, held)
                    : Words.HOLDS_SOME.in(language, node, held, all.size());
        }
        List<String> masters = report.instances().stream()
                .flatMap(each -> each.master().stream())
                .map(each -> each.address().toString())
                .distinct()
                .toList();
        return masters.isEmpty()
                ? Words.ALONE.in(language, node)
                : Words.READY.in(language, node, String.join(", ", masters));
    }
}
