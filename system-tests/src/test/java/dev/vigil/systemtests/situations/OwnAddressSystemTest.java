package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The address by which the host itself lives is never taken from it, whatever a file lists. */
@LabTest
@VigilPlays
class OwnAddressSystemTest {
    private static final String OWN = "10.77.0.1";
    private static final String WITH_OWN = Situation.instance("gw", 31, 150, Situation.VIP + "/24, " + OWN + "/24");

    @Test
    void aReloadThatListsItIsRefusedWithTheReason(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.startMaster(Situation.gateway(150));

        Shell.Outcome outcome = a.reload(WITH_OWN);

        Await.holds("the host's address", Duration.ofSeconds(3), () -> a.node.holds(OWN));
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("Refused", OWN);
        assertThat(a.node.holds(Situation.VIP)).isTrue();
    }

    @Test
    void aStartThatListsItIsRefusedWithTheReason(Lab lab) {
        Situation a = new Situation(lab, "a");
        Daemon daemon = a.start(WITH_OWN);

        Await.until("the end of the start", Situation.LIMIT, () -> !daemon.running());
        assertThat(a.node.holds(OWN)).isTrue();
        assertThat(daemon.log()).contains(OWN);
        Shell.Outcome check = a.checkHost(WITH_OWN);
        assertThat(check.exitCode()).as(check.output()).isEqualTo(2);
        assertThat(check.output()).contains(OWN);
    }

    @Test
    void anOwnerKeepsItWhenTheDaemonStops(Lab lab) {
        Situation a = new Situation(lab, "a");
        Daemon daemon = a.start(Situation.instance("gw", 31, 255, OWN + "/24"));
        a.awaitState("gw", Situation.MASTER);
        assertThat(a.node.holds(OWN)).isTrue();

        daemon.terminate();

        assertThat(a.node.holds(OWN)).isTrue();
    }
}
