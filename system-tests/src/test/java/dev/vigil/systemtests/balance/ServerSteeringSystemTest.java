package dev.vigil.systemtests.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Connections;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real servers are seen and steered while clients are connected, also by a daemon that was killed in between. */
@LabTest
class ServerSteeringSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String VIRTUAL = BalanceSite.VIP + ":80";
    private static final int OPEN = 90;

    private static Shell.Outcome vigil(BalanceSite site, String... arguments) {
        return site.director.exec(Stream.concat(Stream.of(Program.vigilCommand("vigil")), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static String web(String options) {
        return BalanceSite.service(
                BalanceSite.VIP + " 80",
                "lvs_sched wrr\nprotocol TCP\n" + options,
                BalanceSite.server(1, 1),
                BalanceSite.server(2, 1),
                BalanceSite.server(3, 1));
    }

    @Test
    @VigilPlays
    void serversAreDrainedWeighedAndTakenOutWithoutALossAndAcrossAKill(Lab lab) {
        BalanceSite site = new BalanceSite(lab);
        Daemon daemon = site.start(web("quorum 2"));
        site.awaitAnswers(80, "s1", "s2", "s3");
        assertThat(vigil(site, "status", VIRTUAL).exitCode()).isZero();
        assertThat(vigil(site, "status").output())
                .contains("balanced by nftables", "[10.77.0.100]:tcp:80  ", "3 of 2  3 of 3 alive", "TCP_CHECK passed");

        Connections connections = Connections.open(site.client, BalanceSite.VIP, 80, OPEN);
        assertThat(connections.to("s1")).hasSize(OPEN / 3);
        Shell.Outcome drain =
                vigil(site, "server", "drain", VIRTUAL, "10.78.1.2", "--wait", "1s", "--reason", "new kernel");
        assertThat(drain.exitCode()).as(drain.output()).isEqualTo(1);
        assertThat(drain.output())
                .contains("is draining", "drain by user root", ": new kernel", OPEN / 3 + " connections");
        assertThat(site.ask(BalanceSite.VIP, 80, 6).keySet()).containsOnly("s2", "s3");
        assertThat(vigil(site, "why", VIRTUAL).output())
                .contains("is up", "2 is enough", "because of an operator: drain by user root");
        assertThat(vigil(site, "server", "list", "--steered").output())
                .contains("[10.78.1.2]:tcp:80")
                .doesNotContain("[10.78.2.2]:tcp:80");

        Shell.Outcome unsafe = vigil(site, "server", "disable", VIRTUAL, "10.78.2.2:80");
        assertThat(unsafe.exitCode()).as(unsafe.output()).isEqualTo(5);
        assertThat(unsafe.output()).contains("would lose its quorum");
        assertThat(vigil(site, "server", "show", VIRTUAL, "10.78.9.9").exitCode())
                .isEqualTo(4);

        daemon = killedTwice(site, daemon);
        assertThat(vigil(site, "server", "weight", VIRTUAL, "10.78.3.2", "5").exitCode())
                .isZero();
        assertThat(site.ask(BalanceSite.VIP, 80, 12)).isEqualTo(Map.of("s2", 2L, "s3", 10L));
        assertThat(connections.lost("s2")).as("nothing was done to it").isEmpty();
        assertThat(vigil(site, "server", "disable", "--force", VIRTUAL, "10.78.2.2")
                        .output())
                .contains("is OUT", "disable by user root");
        assertThat(site.ask(BalanceSite.VIP, 80, 6)).isEqualTo(Map.of("s3", 6L));
        daemon.reload(BalanceSite.INSTANCE + web("quorum 1"));
        daemon.awaitLog("Reload complete", LIMIT);
        assertThat(site.ask(BalanceSite.VIP, 80, 6)).isEqualTo(Map.of("s3", 6L));
        assertThat(connections.lost("s1")).as("drained").isEmpty();
        assertThat(connections.lost("s3")).as("weighed").isEmpty();
        assertThat(connections.lost("s2")).as("taken out, as if it had failed").hasSize(OPEN / 3);

        connections.close();
        everythingIsAsItWas(site);
        assertThat(daemon.terminate().code()).isZero();
    }

    /** What was not to be kept is forgotten by a restart, however it came about; what was to be kept is not. */
    private static Daemon killedTwice(BalanceSite site, Daemon first) {
        Daemon daemon = first;
        daemon.kill();
        daemon = site.start(web("quorum 2"));
        site.awaitAnswers(80, "s1", "s2", "s3");
        assertThat(daemon.log()).contains("drain ends: it was not to be kept over a restart");
        assertThat(vigil(site, "server", "drain", "--keep", "--wait", "0", VIRTUAL, "10.78.1.2")
                        .exitCode())
                .isEqualTo(1);
        daemon.kill();
        daemon = site.start(web("quorum 2"));
        daemon.awaitLog("drain is in force again, asked for by user root", LIMIT);
        Await.until(
                "the state of s1",
                LIMIT,
                () -> vigil(site, "server", "show", "--json", VIRTUAL, "10.78.1.2")
                        .output()
                        .contains("\"steering\":\"drain\""));
        assertThat(site.ask(BalanceSite.VIP, 80, 6).keySet()).containsOnly("s2", "s3");
        return daemon;
    }

    private static void everythingIsAsItWas(BalanceSite site) {
        Shell.Outcome drained = vigil(site, "server", "drain", VIRTUAL, "10.78.1.2", "--wait", "20s");
        assertThat(drained.exitCode()).as(drained.output()).isZero();
        assertThat(drained.output()).contains("Drained");
        for (String server : new String[] {"10.78.1.2", "10.78.2.2", "10.78.3.2"}) {
            assertThat(vigil(site, "server", "enable", VIRTUAL, server).exitCode())
                    .isZero();
        }
        assertThat(site.ask(BalanceSite.VIP, 80, 6)).isEqualTo(Map.of("s1", 2L, "s2", 2L, "s3", 2L));
        assertThat(site.director
                        .exec("sh", "-c", "find /run/vigil /var/lib/vigil -name '*.intents' | grep intents")
                        .exitCode())
                .as("nothing is wanted any more")
                .isNotZero();
    }
}
