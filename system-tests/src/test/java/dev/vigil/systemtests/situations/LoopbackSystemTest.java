package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import org.junit.jupiter.api.Test;

/** On the loopback interface no other node can be heard by multicast. */
@LabTest
@VigilPlays
class LoopbackSystemTest {
    @Test
    void multicastOnItIsAnErrorOfCheckAndOfTheStart(Lab lab) {
        Situation a = new Situation(lab, "a");
        String config = Situation.instance("gw", 31, 150, Situation.VIP + "/24 dev eth0", "interface lo");

        Shell.Outcome check = a.checkHost(config);
        Daemon daemon = a.start(config);

        assertThat(check.exitCode()).as(check.output()).isEqualTo(2);
        Await.until("the end of the start", Situation.LIMIT, () -> !daemon.running());
        assertThat(a.node.holds(Situation.VIP)).isFalse();
        assertThat(daemon.log()).contains("lo").doesNotContain("Exception");
    }

    @Test
    void unicastWithPeersWorksThere(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.startMaster(Situation.instance(
                "gw",
                31,
                150,
                Situation.VIP + "/24 dev eth0",
                "interface lo",
                "unicast_src_ip 127.0.0.1",
                "unicast_peer {\n        127.0.0.2\n    }"));
    }
}
