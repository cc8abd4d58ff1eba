package dev.vigil.daemon.web;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.track.Condition;
import dev.vigil.core.vrrp.State;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.control.StatusReport.Address;
import dev.vigil.daemon.control.StatusReport.Instance;
import dev.vigil.daemon.control.StatusReport.Part;
import dev.vigil.daemon.control.StatusReport.Script;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the page shows of a report. It is the same text as long as nothing has changed that a reader would call a change: ages
 * are made by the browser from moments, and numbers that always grow are not in it.
 */
final class PageBody {
    private final Html out = new Html();
    private final StatusReport report;
    private final Language language;

    private PageBody(StatusReport report, Language language) {
        this.report = report;
        this.language = language;
    }

    /** @param node how this node is called */
    static String of(String node, StatusReport report, Language language) {
        PageBody body = new PageBody(report, language);
        body.headline(Headline.of(node, report, language));
        body.addresses();
        body.instances();
        body.checks();
        body.services();
        body.daemon();
        return body.out.toString();
    }

    /** What is shown while the VRRP loop does not answer. */
    static String silent(Language language, String why) {
        Html out = new Html();
        out.raw("<section class=\"headline incident\">").element("h1", Words.SILENT.in(language));
        return out.element("p", why).raw("</section>").toString();
    }

    private String in(Words words, Object... values) {
        return words.in(language, values);
    }

    private void headline(Headline headline) {
        out.raw(headline.incident() ? "<section class=\"headline incident\">" : "<section class=headline>");
        headline.sentences().forEach(sentence -> out.element("h1", sentence));
        out.raw("</section>");
    }

    private void addresses() {
        if (report.instances().stream().allMatch(each -> each.addresses().isEmpty())) {
            return;
        }
        heading(Words.ADDRESSES, List.of(Words.ADDRESS, Words.INTERFACE, Words.INSTANCE, Words.WHERE));
        for (Instance instance : report.instances()) {
            for (Address address : instance.addresses()) {
                out.raw("<tr>").element("td", address.text()).element("td", address.interfaceName());
                out.element("td", instance.name());
                where(instance, address);
                out.raw("</tr>");
            }
        }
        out.raw("</table></section>");
    }

    private void where(Instance instance, Address address) {
        boolean master = instance.state() == State.MASTER;
        if (address.present()) {
            out.element(master ? "td class=ok" : "td class=bad", in(master ? Words.HERE : Words.UNEXPECTED));
        } else if (master) {
            out.element("td class=bad", in(Words.MISSING));
        } else {
            out.element(
                    "td",
                    instance.master().map(each -> each.address().toString()).orElse(in(Words.NOT_HERE)));
        }
    }

    private void instances() {
        if (report.instances().isEmpty()) {
            return;
        }
        out.raw("<section>").element("h2", in(Words.INSTANCES));
        report.instances().forEach(this::instance);
        out.raw("</section>");
    }

    private void instance(Instance instance) {
        out.raw("<details id=\"instance-").text(instance.name()).raw("\"><summary>");
        out.element("b", instance.name()).raw(" ");
        out.element("span class=\"state " + instance.stateWord() + "\"", instance.stateWord());
        out.raw(" ").moment(instance.sinceEpochMs()).raw(" · ");
        out.text(in(Words.PRIORITY) + " " + instance.priority().effective());
        out.raw("</summary><p>")
                .text(in(Words.BECAUSE) + ": " + instance.why().now())
                .raw("</p>");
        instance.steering().ifPresent(asked -> out.element("p", asked.text()));
        if (!instance.why().otherwise().isEmpty()) {
            out.element("p", instance.why().otherwise());
        }
        if (!instance.why().cameAbout().isEmpty()) {
            out.raw("<p>").text(in(Words.CAME_ABOUT)).raw(":</p><ol>");
            instance.why().cameAbout().forEach(cause -> out.element("li", cause));
            out.raw("</ol>");
        }
        out.raw("<p>").text(in(Words.PRIORITY) + " " + instance.priority().effective() + " = ");
        out.text(instance.priority().base() + " " + in(Words.CONFIGURED));
        instance.priority().parts().forEach(this::part);
        out.raw("</p></details>");
    }

    private void part(Part part) {
        String sign = part.fault() ? "FAULT" : part.delta() < 0 ? "−" + -part.delta() : "+" + part.delta();
        out.raw("<br>").text(sign + " " + part.kind() + " " + part.name());
        out.text(part.detail().isEmpty() ? "" : ": " + part.detail());
    }

    private void checks() {
        if (report.scripts().isEmpty()) {
            return;
        }
        heading(Words.CHECKS, List.of(Words.NAME, Words.CONDITION, Words.LAST_RUN, Words.DURATION));
        for (Script script : report.scripts()) {
            out.raw("<tr>").element("td", script.name());
            out.raw(script.condition() == Condition.DOWN ? "<td class=bad>" : "<td class=ok>");
            out.text(in(condition(script.condition()))).raw(" · ");
            out.moment(script.sinceEpochMs()).raw("</td>");
            out.element("td", script.last().map(PageBody::outcome).orElse(""));
            // A duration differs each time; one figure of it is enough to see that it grows.
            out.element("td", script.last().map(run -> rough(run.durationNs())).orElse(""));
            out.raw("</tr>");
        }
        out.raw("</table></section>");
    }

    private static Words condition(Condition condition) {
        return switch (condition) {
            case UNKNOWN -> Words.NOT_HERE;
            case UP -> Words.UP;
            case DOWN -> Words.DOWN;
        };
    }

    private static String outcome(StatusReport.Run run) {
        return run.output().isEmpty() ? run.outcome() : run.outcome() + ": " + run.output();
    }

    private static String rough(long ns) {
        long ms = Duration.ofNanos(ns).toMillis();
        return ms < 100 ? "< 0.1 s" : ms < 1_000 ? "< 1 s" : ms / 1_000 + " s";
    }

    private void services() {
        if (report.balancing().services().isEmpty()) {
            return;
        }
        heading(Words.SERVICES, List.of(Words.SERVER, Words.CONDITION, Words.WEIGHT, Words.LAST_ANSWER));
        report.balancing().services().forEach(this::service);
        out.raw("</table></section>");
    }

    private void service(ServiceView service) {
        ServiceView.Quorum quorum = service.quorum();
        out.raw("<tr class=service>").element("td", service.name());
        if (service.suspended()) {
            out.element("td", in(Words.SUSPENDED));
        } else {
            out.element(service.up() ? "td class=ok" : "td class=bad", in(service.up() ? Words.UP : Words.DOWN));
        }
        out.element("td", in(Words.OF, quorum.sum(), quorum.needed(service.up())));
        out.element("td", in(Words.OF, service.alive(), service.servers().size()))
                .raw("</tr>");
        for (ServiceView.Server server : service.servers()) {
            out.raw("<tr>").element("td class=inner", server.name());
            out.element(server.alive() ? "td class=ok" : "td class=bad", in(server.alive() ? Words.ALIVE : Words.OUT));
            out.element("td", Long.toString(server.weight()))
                    .element("td", answers(server))
                    .raw("</tr>");
        }
    }

    /** What its checks last came to; of those that fail alone, if any does. */
    private static String answers(ServiceView.Server server) {
        boolean fails =
                server.checks().stream().anyMatch(check -> !check.belief().passes());
        return server.checks().stream()
                .filter(check -> !fails || !check.belief().passes())
                .map(check ->
                        check.kind() + " " + check.target() + (check.answer().isEmpty() ? "" : ": " + check.answer()))
                .collect(Collectors.joining("; "));
    }

    private void daemon() {
        StatusReport.Daemon daemon = report.daemon();
        out.raw("<section>").element("h2", in(Words.DAEMON)).raw("<dl>");
        entry(Words.VERSION, daemon.version());
        out.element("dt", in(Words.STARTED))
                .raw("<dd>")
                .moment(daemon.startedEpochMs())
                .raw("</dd>");
        entry(Words.CONFIGURATION, daemon.configFile());
        daemon.lastReload().ifPresent(reload -> {
            out.element("dt", in(Words.LAST_RELOAD))
                    .raw("<dd>")
                    .moment(reload.atEpochMs())
                    .raw(" ");
            out.text(in(reload.accepted() ? Words.ACCEPTED : Words.REFUSED) + ": " + reload.summary())
                    .raw("</dd>");
        });
        List<String> keywords = daemon.without().keywords();
        List<String> omissions = daemon.without().omissions();
        if (!keywords.isEmpty() || !omissions.isEmpty()) {
            entry(Words.RUNS_WITHOUT, String.join(", ", keywords) + String.join("; ", omissions));
        }
        out.raw("</dl></section>");
    }

    private void entry(Words name, String value) {
        out.element("dt", in(name)).element("dd", value);
    }

    private void heading(Words title, List<Words> columns) {
        out.raw("<section>").element("h2", in(title)).raw("<table><tr>");
        columns.forEach(column -> out.element("th", in(column)));
        out.raw("</tr>");
    }
}
