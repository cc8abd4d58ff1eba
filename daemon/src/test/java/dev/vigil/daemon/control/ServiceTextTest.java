package dev.vigil.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.core.balance.ServiceView;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read about virtual servers, and by which names they ask for them. */
class ServiceTextTest {
    private static final StatusReport REPORT = Reports.services();
    private static final ServiceView WEB = REPORT.balancing().services().getFirst();

    @Test
    void theOverviewHasARowForEachServerWithWhatMatters() {
        assertThat(StatusText.full(REPORT, ZoneOffset.UTC)).endsWith("""

                Virtual servers, balanced by IPVS
                VIRTUAL SERVER, REAL SERVERS  STATE     FOR        WEIGHT  WHY, LAST ANSWER
                [192.0.2.80]:tcp:80           DOWN      4.0 s      0 of 3  1 of 3 alive, sorry server [10.0.0.99]:tcp:80 serves
                  [10.0.0.11]:tcp:8080        draining  1 min 5 s  0 of 1  drain by user root, 1 min 5 s ago, kept over a restart
                  [10.0.0.12]:tcp:8080        OUT       1 min 5 s  1       TCP_CHECK Connection refused 0.5 s ago, next try in 3.0 s
                  [10.0.0.13]:tcp:8080        OUT       1 min 5 s  1       disable by user root, 1 min 5 s ago: disk
                FWM 5                         up        -          1 of 1  1 of 1 alive
                  [2001:db8::1]:none:0        alive     -          1       the kernel refuses it: Operation not supported
                """);
    }

    @Test
    void whyNamesWhatTheQuorumLacksAndWhoIsOutForWhatReason() {
        assertThat(ServiceText.why(REPORT, WEB)).isEqualTo("""
                [192.0.2.80]:tcp:80 is DOWN for 4.0 s
                  because 1 of 3 servers are alive and weigh 0, and 3 is needed, 3 more (quorum 2, hysteresis 1)
                  the sorry server [10.0.0.99]:tcp:80 serves
                  [10.0.0.11]:tcp:8080 is draining for 1 min 5 s, weight 0 of 1
                    because of an operator: drain by user root, 1 min 5 s ago, kept over a restart
                    HTTP_GET of 10.0.0.11:8080/health passes for 10 min 0 s
                      last answer: passed 2.0 s ago, next try in 1.0 s, took 12 ms
                  [10.0.0.12]:tcp:8080 is OUT for 1 min 5 s, weight 1
                    because TCP_CHECK of 10.0.0.12:8080 fails for 1 min 5 s, 4 failures in a row
                      last answer: Connection refused 0.5 s ago, next try in 3.0 s, took 1 ms
                  [10.0.0.13]:tcp:8080 is OUT for 1 min 5 s, weight 1
                    because of an operator: disable by user root, 1 min 5 s ago: disk
                    HTTP_GET of 10.0.0.11:8080/health passes for 10 min 0 s
                      last answer: passed 2.0 s ago, next try in 1.0 s, took 12 ms
                """);
    }

    @Test
    void whyOfOneServerNamesItsService() {
        assertThat(ServiceText.why(
                        REPORT, REPORT.balancing().servers("10.0.0.12").getFirst()))
                .startsWith(
                        "[10.0.0.12]:tcp:8080 of [192.0.2.80]:tcp:80 is OUT for 1 min 5 s, weight 1\n  because TCP_CHECK");
    }

    @Test
    void ofManyServersThatAreWellTheOverviewHasTheNumber() {
        ServiceView.Server well =
                REPORT.balancing().services().getLast().servers().getFirst();
        ServiceView many = new ServiceView(
                WEB.name(),
                WEB.protocol(),
                WEB.entries(),
                WEB.scheduler(),
                true,
                WEB.sinceNs(),
                WEB.quorum(),
                WEB.sorry(),
                false,
                Collections.nCopies(1_000, well));
        String text = StatusText.full(REPORT.with(List.of(), List.of(many)), ZoneOffset.UTC);
        assertThat(text.lines()).hasSizeLessThan(30);
        assertThat(text).contains("and 980 more");
    }

    @Test
    void serversAreAskedForByNameByAddressAndPortOrByAddress() {
        ServiceReport services = REPORT.balancing();
        for (String name : List.of("[192.0.2.80]:tcp:80", "[192.0.2.80]:TCP:80", "192.0.2.80:80", "192.0.2.80")) {
            assertThat(services.named(name)).as(name).containsExactly(WEB);
        }
        assertThat(services.named("fwm 5")).hasSize(1);
        assertThat(services.named("mark 5")).hasSize(1);
        for (String name : List.of("192.0.2.8", "192.0.2.80:81", "192.0.2.80:8", ":80", "", "[192.0.2.80]:80")) {
            assertThat(services.named(name)).as(name).isEmpty();
        }
        for (String name : List.of("[10.0.0.12]:tcp:8080", "10.0.0.12:8080", "10.0.0.12")) {
            assertThat(services.servers(name)).as(name).hasSize(1);
        }
        for (String name : List.of("2001:db8::1", "[2001:db8::1]:0")) {
            assertThat(services.servers(name)).as(name).hasSize(1);
        }
        assertThat(services.servers("2001:db8:")).isEmpty();
        assertThat(services.servers("10.0.0.1")).isEmpty();
    }
}
