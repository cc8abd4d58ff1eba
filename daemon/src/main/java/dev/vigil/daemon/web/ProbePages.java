package dev.vigil.daemon.web;

import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.StatusReport;
import java.util.List;
import java.util.Optional;

/**
 * The pages of {@code probe_listener}, for balancers that send clients to whoever is master: status 200 while this node is, 503
 * otherwise, also while that is not known. {@code /NAME} is about that instance, {@code /} about all: 200 if any is master.
 */
final class ProbePages implements Pages {
    private final RecentReports reports;

    ProbePages(RecentReports reports) {
        this.reports = reports;
    }

    @Override
    public Answer at(Request request) {
        try {
            StatusReport report = reports.recent().report();
            String name = request.path().substring(1);
            if (name.isEmpty()) {
                return answer(report.instances());
            }
            Optional<StatusReport.Instance> instance = report.instance(name);
            return instance.isPresent()
                    ? answer(List.of(instance.get()))
                    : Answer.line(Answer.NOT_FOUND, "there is no vrrp_instance of that name");
        } catch (RequestRefused refused) {
            return Answer.line(Answer.UNAVAILABLE, String.valueOf(refused.getMessage()));
        }
    }

    private static Answer answer(List<StatusReport.Instance> instances) {
        boolean master = instances.stream().anyMatch(each -> each.state() == State.MASTER);
        StringBuilder text = new StringBuilder();
        for (StatusReport.Instance each : instances) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(each.name())
                    .append(' ')
                    .append(each.state());
        }
        return Answer.line(master ? Answer.OK : Answer.UNAVAILABLE, text.toString());
    }
}
