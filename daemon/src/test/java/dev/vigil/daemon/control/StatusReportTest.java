package dev.vigil.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avaje.json.JsonException;
import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.JsonStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static String json(StatusReport report) {
        var writer = JsonStream.builder().serializeEmpty(true).build().bufferedWriter();
        StatusJson.write(report, writer);
        return writer.result();
    }

    @Test
    void aReportSurvivesItsJsonForm() {
        assertThat(StatusJson.read(json(Reports.twoInstances()))).isEqualTo(Reports.twoInstances());
        assertThat(StatusJson.read(json(Reports.empty()))).isEqualTo(Reports.empty());
        assertThat(StatusJson.read(json(Reports.services()))).isEqualTo(Reports.services());
    }

    @Test
    void aDaemonThatKnowsNoVirtualServersShowsNone() {
        String older = json(Reports.empty())
                .replace(",\"balancing\":{\"plane\":\"\",\"virtual_servers\":[]},\"intents\":[]", "");

        assertThat(older).doesNotContain("balancing", "intents");
        assertThat(StatusJson.read(older)).isEqualTo(Reports.empty());
    }

    @Test
    void namesThatKeepalivedHasAreKept() {
        Map<String, Object> report = JsonMapper.builder().build().fromJsonObject(json(Reports.twoInstances()));
        Map<?, ?> instance = (Map<?, ?>) ((List<?>) report.get("instances")).getFirst();

        assertThat(instance.keySet().stream().map(Object::toString))
                .contains("iname", "ifp_ifname", "vrid", "version", "base_priority", "effective_priority", "vips");
        assertThat(((Map<?, ?>) instance.get("stats")).keySet().stream().map(Object::toString))
                .contains(
                        "advert_sent",
                        "advert_rcvd",
                        "become_master",
                        "release_master",
                        "pri_zero_sent",
                        "pri_zero_rcvd");
    }

    @Test
    void namesThatAReaderDoesNotKnowAreIgnored() {
        String newer = json(Reports.empty()).replaceFirst("\\{", "{\"cluster\":{\"peers\":[1,[2]]},");

        assertThat(StatusJson.read(newer)).isEqualTo(Reports.empty());
    }

    @Test
    void aDaemonThatKnowsNoGroupsShowsNone() {
        String older = json(Reports.empty()).replace("\"groups\":[],", "");

        assertThat(older).doesNotContain("groups");
        assertThat(StatusJson.read(older)).isEqualTo(Reports.empty());
    }

    @Test
    void textThatIsNoReportIsOneKindOfException() {
        for (String text : List.of("", "{", "[]", "7", "null", "{}", "{\"taken_epoch_ms\":\"x\"}")) {
            assertThatThrownBy(() -> StatusJson.read(text)).as(text).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void damagedReportsAreOneKindOfException() {
        long seed = 20_261_101;
        Random random = new Random(seed);
        String good = json(Reports.twoInstances());
        for (int round = 0; round < 2_000; round++) {
            StringBuilder damaged = new StringBuilder(good);
            for (int count = 0; count <= random.nextInt(4); count++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (' ' + random.nextInt(95)));
            }
            try {
                StatusJson.read(damaged.toString());
            } catch (RuntimeException e) {
                assertThat(e).as("seed %d, round %d: %s", seed, round, damaged).isInstanceOf(JsonException.class);
            }
        }
    }

    @Test
    void theTextShowsATableThenEachInstanceWithItsWhyThenTheScripts() {
        assertThat(StatusText.full(Reports.twoInstances(), ZoneOffset.UTC)).isEqualTo("""
                Vigil 0.1.0, pid 1234, up for 1 h 5 min, /etc/keepalived/keepalived.conf and /etc/vigil/vigil.conf
                RELOAD REFUSED 2026-11-01 09:17:37, the old configuration stays in force: k.conf:3:5: unknown keyword
                RUNNING WITHOUT keywords that have no effect yet: virtual_routes, smtp_alert
                RUNNING WITHOUT k.conf:9:1: error: no such keyword
                The VRRP loop was 5.3 s late, 30 s ago: this process or the machine slept, or was too busy
                DEFECTS of this program in VI_2: 3, see VGL1014 in the log
                Waits in the kernel in which advertisements were due and sent: 2, the longest of 1.7 s
                BFD packets refused: ttl 2
                Mail alerts sent 4, waiting 2, LOST 1; the last try failed: connection refused

                INSTANCE  STATE   FOR        PRIORITY    MASTER                 VRID  INTERFACE  VIPS
                VI_1      MASTER  3 min 5 s  110 of 100  this node AND ANOTHER  51    eth0       1 of 2
                VI_2      FAULT   4.0 s      100         fe80::2 (150)          52    eth1       0 of 1

                Sync group G is FAULT: VI_1, VI_2
                  priority of each +10
                    +10  interface eth1 up

                VI_1 is MASTER for 3 min 5 s, DEGRADED
                  another master: 10.0.0.2 is master, too; MAC 02:00:00:00:00:02, priority 90, last heard 0.5 s ago, for 12 s
                  WITHOUT 10.0.0.10/24 on eth0: the kernel refused it: EPERM
                  because nobody with a higher priority than ours of 110 is heard
                  would be backup if a stronger one advertised
                  it came about 3 min 5 s ago, from BACKUP
                    because no advertisement from 10.0.0.2 (priority 150) for 3.600 s
                  priority 110 = 100 configured
                    +10  interface eth1 up
                  10.0.0.9/24 on eth0 is present
                  10.0.0.10/24 on eth0 is absent  <-- unexpected
                  adverts sent 185, received 12; priority 0 sent 0, received 1; became master 1, released 0
                  dropped checksum 1, ttl 3
                  notify scripts run 2, failed 1, skipped 0, waiting 0
                    last: /etc/notify.sh (MASTER) exited with status 2 in 20 ms, 1.0 s ago: cannot mount

                VI_2 is FAULT for 4.0 s
                  10.0.0.2 differs: it has other virtual addresses; MAC unknown, priority 90, last heard 0.5 s ago, for 12 s
                  because script chk is down: exited with status 1: refused
                  it came about 4.0 s ago
                    because script chk is down: exited with status 1: refused
                      because the daemon started
                  priority 100 = 100 configured
                    FAULT  script chk down: exited with status 1: refused
                  master fe80::2 with priority 150, last heard 0.5 s ago
                  fe80::9/128 on eth1 is absent
                  adverts sent 0, received 9; priority 0 sent 0, received 0; became master 0, released 0

                SCRIPT  IS    FOR    EVERY  USER    LAST RUN
                chk     down  4.0 s  2 s    nobody  /usr/bin/chk exited with status 1 in 20 ms, 1.0 s ago: refused

                Not for any instance, on eth0: ip_header 1, unknown_vrid 7
                """);
    }

    @Test
    void whySpeaksOfAPauseThatMayHaveToDoWithTheState() {
        StatusReport report = Reports.twoInstances();
        String pause = "The VRRP loop was 5.3 s late, 30 s ago";
        assertThat(StatusText.why(report, report.instances().getFirst()))
                .as("it was in this state already")
                .contains(pause);
        assertThat(StatusText.why(report, report.instances().getLast()))
                .as("it ended long before that change")
                .doesNotContain(pause);
    }

    @Test
    void theJsonHasTheRulesInForceAndTheLastTransition() {
        assertThat(json(Reports.twoInstances()))
                .contains("\"interval_ns\":1000000000", "\"preempt\":false", "\"preempt_delay_ns\":5000000000")
                .contains("\"wantstate\":\"MASTER\"", "\"last_transition\":{\"from\":\"BACKUP\",\"to\":\"MASTER\"")
                .contains("\"holds_because\":\"nobody", "\"would_change\":\"would be backup")
                .contains("\"groups\":[{\"name\":\"G\",\"state\":\"FAULT\",\"members\":[\"VI_1\",\"VI_2\"]")
                .contains("\"priority_contribution\":10,\"trackers\":[{\"kind\":\"interface\",\"name\":\"eth1\"")
                .contains("\"mac\":\"02:00:00:00:00:02\"", "\"disputes\":[\"addresses\"]")
                .contains("\"vigil_config_file\":\"/etc/vigil/vigil.conf\"")
                .contains("\"without\":{\"keywords\":[\"virtual_routes\",\"smtp_alert\"]");
    }

    @Test
    void aNodeWithoutInstancesShowsAnEmptyTable() {
        assertThat(StatusText.full(Reports.empty(), ZoneOffset.UTC)).isEqualTo("""
                Vigil 0.1.0, pid 1234, up for 1 h 5 min, /etc/keepalived/keepalived.conf

                INSTANCE  STATE  FOR  PRIORITY  MASTER  VRID  INTERFACE  VIPS
                """);
    }
}
