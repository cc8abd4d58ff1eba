package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Node;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics, health and probes as clients have them, while a pair fails over. */
@LabTest
@VigilPlays
class WebSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String OWN_FILE = "/run/lab/vigil.conf";
    private static final String OWN = "web {\n    listen 9650\n}\nprobe_listener 8099\n";
    private static final Path RULES = Program.root().resolve("monitoring/prometheus");

    private static Daemon start(Node node, String config) {
        node.write(OWN_FILE, OWN);
        return node.start(Program.VIGIL, config, "--vigil-config", OWN_FILE);
    }

    private static String metrics(Node node) {
        return node.must("curl", "-sS", "--max-time", "10", "http://127.0.0.1:9650/metrics");
    }

    private static String status(Node node, String url) {
        return node.exec("curl", "-s", "-o", "/dev/null", "--max-time", "10", "-w", "%{http_code}", "http://" + url)
                .output()
                .strip();
    }

    @Test
    void metricsAndProbesFollowAFailover(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon first = start(pair.a, pair.textA());
        Await.until(
                "the probe of a",
                LIMIT,
                () -> status(pair.a, "127.0.0.1:8099/VI_1").equals("200"));
        start(pair.b, pair.textB());
        // Over the LAN, as a balancer asks.
        Await.until(
                "the probe of b",
                LIMIT,
                () -> status(pair.a, pair.b.address() + ":8099/").equals("503"));

        String ofA = metrics(pair.a);
        assertThat(ofA)
                .contains("vigil_vrrp_master{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\"} 1\n")
                .contains(
                        "keepalived_vrrp_state{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",ip_address=\"10.77.0.100/24\"} 2\n")
                .contains(
                        "vigil_vrrp_address_present{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\",address=\"10.77.0.100/24\",device=\"eth0\"} 1\n");
        pair.a.write("/run/lab/metrics", ofA);
        Shell.Outcome checked = pair.a.exec("sh", "-c", "promtool check metrics </run/lab/metrics");
        assertThat(checked.exitCode()).as(checked.output()).isZero();
        Await.until(
                "b has heard a",
                LIMIT,
                () -> metrics(pair.b).contains("\nvigil_vrrp_master_last_heard_timestamp_seconds{"));
        assertThat(metrics(pair.b))
                .contains("vigil_vrrp_master{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\"} 0\n");
        assertThat(status(pair.b, "127.0.0.1:9650/readyz")).isEqualTo("200");
        assertThat(status(pair.a, pair.b.address() + ":9650/metrics"))
                .as("listens on loopback alone")
                .isEqualTo("000");

        first.kill();

        Await.until(
                "the probe of b",
                LIMIT,
                () -> status(pair.b, "127.0.0.1:8099/VI_1").equals("200"));
        assertThat(metrics(pair.b))
                .contains(
                        "vigil_vrrp_became_master_total{iname=\"VI_1\",intf=\"eth0\",vrid=\"51\",family=\"ipv4\"} 1\n");
    }

    @Test
    void advertisementsArePunctualAmongManyClientsAndIdleOnesBlockNobody(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        start(pair.a, pair.textA());
        Await.until(
                "the probe of a", LIMIT, () -> status(pair.a, "127.0.0.1:8099/").equals("200"));
        int before = pair.adverts(pair.a).size();

        pair.a.must("bash", "-c", """
                for idle in $(seq 40); do exec {fd}<>/dev/tcp/127.0.0.1/9650; echo -n 'GET /metrics HTTP/1.1' >&"$fd"; done
                for client in $(seq 10); do
                  (for scrape in $(seq 20); do curl -sS -f -o /dev/null --max-time 10 http://127.0.0.1:9650/metrics || exit 1; done) &
                  clients="$clients $!"
                done
                for client in $clients; do wait "$client" || exit 1; done
                """);

        pair.awaitAdverts(pair.a, before + 2);
        List<Advert> adverts = pair.adverts(pair.a);
        for (int index = 1; index < adverts.size(); index++) {
            assertThat(adverts.get(index).timeNs() - adverts.get(index - 1).timeNs())
                    .isLessThan(pair.row.advertIntervalNs() + Pair.LATENESS.toNanos());
        }
    }

    @Test
    void theAlertRulesDoWhatTheirTestsSay() {
        Shell.Outcome outcome = Shell.run(List.of(
                "promtool",
                "test",
                "rules",
                RULES.resolve("vigil.rules.test.yml").toString()));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }
}
