package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.control.Reports;
import dev.vigil.daemon.control.RequestRefused;
import dev.vigil.daemon.watch.Histogram;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What clients are told, also while the VRRP loop does not answer. */
class PagesTest {
    private static final Scrape SCRAPE = new Scrape(Reports.twoInstances(), Map.of(), new Histogram().counts());

    private final AtomicLong nowNs = new AtomicLong(1);
    private final AtomicInteger asked = new AtomicInteger();
    private boolean silent;
    private final RecentReports reports = new RecentReports(this::scrape, nowNs::get);
    private final Pages web = new WebPages(reports, "lb1", () -> false, 1_000);
    private final Pages probe = new ProbePages(reports);

    private Scrape scrape() throws RequestRefused {
        asked.incrementAndGet();
        if (silent) {
            throw new RequestRefused(RequestRefused.Code.TIMED_OUT, "the daemon is busy");
        }
        return SCRAPE;
    }

    private static Request request(String path, String accept) {
        return new Request(path, "", accept, "", "", false);
    }

    @Test
    void aProbeIsContentWithTheMasterAlone() {
        assertThat(probe.at(request("/VI_1", ""))).isEqualTo(Answer.line(200, "VI_1 MASTER"));
        assertThat(probe.at(request("/VI_2", ""))).isEqualTo(Answer.line(503, "VI_2 FAULT"));
        assertThat(probe.at(request("/", ""))).isEqualTo(Answer.line(200, "VI_1 MASTER\nVI_2 FAULT"));
        assertThat(probe.at(request("/VI_3", "")).status()).isEqualTo(404);
    }

    @Test
    void aDaemonThatDoesNotAnswerIsNoMasterAndNotWell() {
        silent = true;
        assertThat(probe.at(request("/VI_1", "")).status()).isEqualTo(503);
        assertThat(probe.at(request("/", "")).status()).isEqualTo(503);
        assertThat(web.at(request("/livez", "")).status()).isEqualTo(503);
        assertThat(web.at(request("/readyz", "")).status()).isEqualTo(503);
        assertThat(web.at(request("/metrics", ""))).isEqualTo(Answer.line(503, "the daemon is busy"));
    }

    @Test
    void oneThatAnswersIsWell() {
        assertThat(web.at(request("/livez", ""))).isEqualTo(Answer.line(200, "ok"));
        assertThat(web.at(request("/readyz", ""))).isEqualTo(Answer.line(200, "ok"));
        assertThat(web.at(request("/", "")).body()).contains("/metrics");
        assertThat(web.at(request("/other", "")).status()).isEqualTo(404);
    }

    @Test
    void metricsComeInTheFormatThatIsAskedFor() {
        assertThat(web.at(request("/metrics", "text/plain")).contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(web.at(request("/metrics", "text/plain")).body())
                .contains("\nvigil_vrrp_master{")
                .contains("\nkeepalived_up 1\n");
        Answer open = web.at(request("/metrics", "application/openmetrics-text; version=1.0.0"));
        assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void manyClientsCostTheLoopNoMoreThanOne() {
        for (int client = 0; client < 50; client++) {
            assertThat(web.at(request("/metrics", "")).status()).isEqualTo(200);
        }
        assertThat(asked).hasValue(1);
        nowNs.addAndGet(RecentReports.AGE_MAX_NS);
        assertThat(probe.at(request("/", "")).status()).isEqualTo(200);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoWaitedBehindARefusalHasItAndTheNextAsksAnew() {
        silent = true;
        assertThat(web.at(request("/livez", "")).status()).isEqualTo(503);
        assertThat(web.at(request("/livez", "")).status()).isEqualTo(503);
        assertThat(asked).hasValue(1);
        silent = false;
        nowNs.addAndGet(RecentReports.AGE_MAX_NS);
        assertThat(web.at(request("/livez", "")).status()).isEqualTo(200);
    }
}
