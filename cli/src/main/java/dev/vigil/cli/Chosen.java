package dev.vigil.cli;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.daemon.control.ServiceReport;
import dev.vigil.daemon.control.StatusReport;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a report a name on the command line means: an instance, or virtual servers, or real servers. */
record Chosen(List<StatusReport.Instance> instances, List<ServiceView> services, List<ServiceReport.Place> servers) {
    /** Everything if nothing is named. */
    static Chosen of(StatusReport report, String name) throws DaemonSocket.NoAnswer {
        if (name.isEmpty()) {
            return new Chosen(report.instances(), report.balancing().services(), List.of());
        }
        var instance = report.instance(name);
        if (instance.isPresent()) {
            return new Chosen(List.of(instance.get()), List.of(), List.of());
        }
        List<ServiceView> services = report.balancing().named(name);
        List<ServiceReport.Place> servers =
                services.isEmpty() ? report.balancing().servers(name) : List.of();
        if (services.isEmpty() && servers.isEmpty()) {
            throw new DaemonSocket.NoAnswer(ExitCode.NO_ANSWER, unknown(report, name));
        }
        return new Chosen(List.of(), services, servers);
    }

    private static String unknown(StatusReport report, String name) {
        String known = Stream.concat(
                        report.instances().stream().map(StatusReport.Instance::name),
                        report.balancing().services().stream().map(ServiceView::name))
                .collect(Collectors.joining(", "));
        String what = report.balancing().services().isEmpty() ? "instance" : "instance or server";
        return "there is no " + what + " '" + name + "'; "
                + (known.isEmpty() ? "none is configured" : "there are " + known);
    }

    /** The virtual servers that are named, and those whose real servers are. */
    List<ServiceView> concerned() {
        return Stream.concat(services.stream(), servers.stream().map(ServiceReport.Place::service))
                .distinct()
                .toList();
    }
}
