package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.balance.ServiceView;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.daemon.control.Reports;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.watch.Histogram;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the page shows, to whom, and when it counts as changed. */
class PageTest {
    private static final Request HERE = new Request("/", "", "", "en", "", true);

    private final AtomicLong nowNs = new AtomicLong(1);
    private StatusReport report = Reports.twoInstances();
    private boolean silent;
    private boolean shown = true;
    private final RecentReports reports = new RecentReports(this::scrape, nowNs::get);
    private final WebPages web = new WebPages(reports, "lb1", () -> shown, 1_000);

    private Scrape scrape() throws RequestRefused {
        if (silent) {
            throw new RequestRefused(RequestRefused.Code.TIMED_OUT, "the daemon is busy");
        }
        return new Scrape(report, Map.of(), new Histogram().counts());
    }

    private String page() {
        nowNs.addAndGet(RecentReports.AGE_MAX_NS);
        return web.at(HERE).body();
    }

    private Live.Version live() throws RequestRefused {
        nowNs.addAndGet(RecentReports.AGE_MAX_NS);
        return web.live(new Request("/live", "", "", "", "", true))
                .orElseThrow()
                .now();
    }

    private static StatusReport of(StatusReport from, List<StatusReport.Instance> instances) {
        return from.with(instances, from.balancing().services());
    }

    @Test
    void whatIsWrongComesFirst() {
        Headline headline = Headline.of("lb1", report, Language.ENGLISH);

        assertThat(headline.incident()).isTrue();
        assertThat(headline.sentences()).anyMatch(sentence -> sentence.startsWith("VI_2 is in FAULT: "));
        assertThat(page()).contains("<section class=\"headline incident\"><h1>");
    }

    @Test
    void aNodeWithoutATroubleIsOneSentence() {
        StatusReport.Instance master = report.instances().getFirst();
        assertThat(master.state()).isEqualTo(State.MASTER);
        List<StatusReport.Address> present = master.addresses().stream()
                .map(each -> new StatusReport.Address(each.text(), each.interfaceName(), true))
                .toList();
        report = of(report, List.of(calm(master, State.MASTER, present)));
        assertThat(Headline.of("lb1", report, Language.ENGLISH))
                .isEqualTo(new Headline(false, List.of("lb1 holds all " + present.size() + " addresses.")));
        assertThat(Headline.of("lb1", report, Language.CHINESE).sentences())
                .containsExactly("lb1 持有全部 " + present.size() + " 个地址。");

        assertThat(page()).contains("<section class=headline>");

        report = of(report, List.of(calm(master, State.BACKUP, List.of())));
        assertThat(Headline.of("lb1", report, Language.ENGLISH).sentences())
                .containsExactly("lb1 holds no address, and hears no master.");
        assertThat(Headline.of("lb1", Reports.empty(), Language.ENGLISH).sentences())
                .containsExactly("lb1 has no virtual routers.");
    }

    private static StatusReport.Instance calm(
            StatusReport.Instance from, State state, List<StatusReport.Address> addresses) {
        return calm(from, state, addresses, Optional.empty());
    }

    private static StatusReport.Instance calm(
            StatusReport.Instance from,
            State state,
            List<StatusReport.Address> addresses,
            Optional<StatusReport.Steering> steering) {
        return new StatusReport.Instance(
                from.name(),
                from.interfaceName(),
                from.vrid(),
                from.family(),
                from.version(),
                state,
                from.sinceEpochMs(),
                from.sinceNs(),
                from.why(),
                from.rules(),
                from.priority(),
                from.master(),
                addresses,
                from.counters(),
                from.notifications(),
                List.of(),
                List.of(),
                steering);
    }

    @Test
    void anInstanceThatIsOutOfServiceIsNoIncidentAndIsNamed() {
        StatusReport.Steering asked = new StatusReport.Steering(
                SteeringStage.OUT, "drained by user root: new disk", "user root", "new disk", 1, OptionalLong.empty());
        StatusReport.Instance master = report.instances().getFirst();
        report = of(report, List.of(calm(master, State.FAULT, List.of(), Optional.of(asked))));

        Headline headline = Headline.of("lb1", report, Language.ENGLISH);

        assertThat(headline.incident()).isFalse();
        assertThat(headline.sentences().getLast())
                .isEqualTo(master.name() + " is in maintenance: drained by user root: new disk");
        assertThat(page()).contains("<span class=\"state MAINTENANCE\">MAINTENANCE</span>");
    }

    @Test
    void theChainOfCausesAndTheChecksAreThere() {
        StatusReport.Instance instance = report.instances().getFirst();

        assertThat(page())
                .contains("<details id=\"instance-" + instance.name() + "\">")
                .contains("<li>" + escaped(instance.why().cameAbout().getFirst()) + "</li>")
                .contains("<td>" + report.scripts().getFirst().name() + "</td>")
                .contains(instance.addresses().getFirst().text());
    }

    @Test
    void virtualServersAreThereWithWhatTheirChecksCameTo() {
        report = Reports.services();
        ServiceView down = report.balancing().services().getFirst();
        ServiceView.OneCheck check = down.servers().get(1).checks().getFirst();

        assertThat(Headline.of("lb1", report, Language.ENGLISH).sentences())
                .contains(down.name() + " has lost its quorum: 1 of its servers are alive.");
        assertThat(page())
                .contains("<h2>Virtual servers</h2>")
                .contains(escaped(check.answer()))
                .contains("<td class=bad>out</td>");
    }

    private static String escaped(String text) {
        return new Html().text(text).toString();
    }

    @Test
    void nothingThatComesFromElsewhereIsMarkup() {
        assertThat(escaped("<script>alert('x' & \"y\")</script>"))
                .isEqualTo("&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;");
        assertThat(new LivePage(reports, "<b>lb1", Language.ENGLISH, 0).whole().body())
                .doesNotContain("<b>lb1")
                .contains("&lt;b&gt;lb1");
    }

    @Test
    void theLanguageIsThatOfTheUrlThenOfTheBrowser() {
        assertThat(Language.of(new Request("/", "", "", "fr, zh-CN;q=0.8, en;q=0.5", "", true)))
                .isEqualTo(Language.CHINESE);
        assertThat(Language.of(new Request("/", "lang=en", "", "zh-CN", "", true)))
                .isEqualTo(Language.ENGLISH);
        assertThat(Language.of(new Request("/", "", "", "fr", "", true))).isEqualTo(Language.ENGLISH);
        assertThat(web.at(new Request("/", "lang=zh", "", "", "", true)).body())
                .contains("<html lang=zh>")
                .contains("<h2>地址</h2>");
    }

    @Test
    void aVersionHasANewNumberOnlyWhenSomethingHasChanged() throws RequestRefused {
        Live.Version first = live();
        assertThat(first.number()).isGreaterThan(1_000);
        assertThat(live()).isSameAs(first);

        report = of(report, report.instances().subList(0, 1));

        assertThat(live().number()).isEqualTo(first.number() + 1);
        assertThat(live().text()).doesNotContain("VI_2").isNotEqualTo(first.text());
    }

    @Test
    void itIsForThisMachineAloneAndOnlyWhereItIsAskedFor() {
        Request elsewhere = new Request("/", "", "", "", "", false);
        assertThat(web.at(elsewhere).status()).isEqualTo(403);
        assertThat(web.at(elsewhere).body()).doesNotContain("VI_1");
        assertThat(web.live(new Request("/live", "", "", "", "", false))).isEmpty();
        assertThat(web.at(HERE).headers().get("Content-Security-Policy")).startsWith("default-src 'none';");

        shown = false;

        assertThat(web.at(HERE).body()).isEqualTo("/metrics\n/livez\n/readyz\n");
        assertThat(web.live(new Request("/live", "", "", "", "", true))).isEmpty();
    }

    @Test
    void itsFilesAreServedAndNothingElseIs() {
        assertThat(web.at(new Request("/page.css", "", "", "", "", true)).contentType())
                .startsWith("text/css");
        assertThat(web.at(new Request("/page.js", "", "", "", "", true)).body()).contains("EventSource");
        assertThat(web.at(new Request("/page.html", "", "", "", "", true)).status())
                .isEqualTo(404);
    }

    @Test
    void aLoopThatDoesNotAnswerIsSaid() {
        silent = true;

        assertThat(web.at(HERE).status()).isEqualTo(503);
        assertThat(page()).contains("The daemon does not answer.").contains("the daemon is busy");
    }
}
