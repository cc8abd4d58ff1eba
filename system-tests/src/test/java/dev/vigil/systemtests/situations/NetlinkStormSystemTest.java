package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More changes of addresses than the kernel queues for a daemon that has no processor for a while: some are never told. */
@LabTest
@VigilPlays
class NetlinkStormSystemTest {
    private static final String QUIET = "quiet";

    @Test
    void aSourceAddressThatReturnedUntoldEndsTheFault(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.addQuietLink(QUIET);
        Daemon daemon = a.startMaster(Situation.gateway(150));

        daemon.freeze();
        a.node.must("ip", "addr", "del", "10.77.0.1/24", "dev", "eth0");
        a.storm(QUIET);
        a.node.must("ip", "addr", "add", "10.77.0.1/24", "dev", "eth0");
        daemon.thaw();

        Await.settled(
                "gw is MASTER and has its address",
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                () -> a.state("gw") == Situation.MASTER && a.node.holds(Situation.VIP));
    }

    @Test
    void aVirtualAddressThatWentUntoldIsPutBack(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.addQuietLink(QUIET);
        Daemon daemon = a.startMaster(Situation.gateway(150));

        daemon.freeze();
        a.storm(QUIET);
        a.node.must("ip", "addr", "del", Situation.VIP + "/24", "dev", "eth0");
        daemon.thaw();

        a.awaitHeld(Situation.VIP);
        assertThat(a.state("gw")).isEqualTo(Situation.MASTER);
    }

    @Test
    void aListThatIsDisturbedByTheStormDoesNotEndTheDaemon(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.addQuietLink(QUIET);
        a.addQuietLink("crowded");
        StringBuilder many = new StringBuilder();
        IntStream.range(0, 3000)
                .forEach(number ->
                        many.append("addr add 10.88.%d.%d/32 dev crowded\n".formatted(number / 250, number % 250 + 1)));
        a.node.write("/run/lab/many", many.toString());
        a.node.must("ip", "-batch", "/run/lab/many");
        Daemon daemon = a.startMaster(Situation.gateway(150));

        a.storm(QUIET);
        Process storm = a.node.spawn(
                a.node.newLog("storm"),
                List.of(
                        "timeout",
                        "6",
                        "sh",
                        "-c",
                        "while ip -batch /run/lab/add && ip -batch /run/lab/del; do :; done"));
        daemon.freeze();
        Await.holds("a storm", Duration.ofMillis(1500), storm::isAlive);
        daemon.thaw();
        Await.until("the end of the storm", Situation.LIMIT, () -> !storm.isAlive());

        Await.holds(
                "alive, with the address",
                Duration.ofSeconds(3),
                () -> daemon.running() && a.node.holds(Situation.VIP));
        a.awaitState("gw", Situation.MASTER);
    }
}
