package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One address that the kernel refuses leaves the others in service. A node of a lab has no IPv6. */
@LabTest
@VigilPlays
class RefusedAddressSystemTest {
    private static final String REFUSED = "fd77::100/64";
    private static final String EXCLUDED = "virtual_ipaddress_excluded {\n        " + REFUSED + "\n    }";

    /** Longer than a node waits before it asks to be master again. */
    private static final Duration LONG = Duration.ofSeconds(12);

    @Test
    void onTwoNodesThatBothRefuseItTheOtherAddressStaysOnOne(Lab lab) {
        Situation a = new Situation(lab, "a");
        Situation b = new Situation(lab, "b");
        Daemon first = a.startMaster(Situation.gateway(150, EXCLUDED));
        b.start(Situation.gateway(100, EXCLUDED));

        Await.holds("the address on a", LONG, () -> a.node.holds(Situation.VIP) && !b.node.holds(Situation.VIP));
        assertThat(a.state("gw")).isEqualTo(Situation.MASTER);
        assertThat(a.vigil("status").output()).contains("fd77::100");
        assertThat(first.log().lines().filter(line -> line.contains("fd77::100")))
                .as("lines about the refusal")
                .hasSizeBetween(1, 3);
    }

    @Test
    void aScopeThatTheKernelRefusesConcernsItsOwnAddressOnly(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.start(Situation.instance("gw", 31, 150, Situation.VIP + "/24, 10.77.0.101/24 scope link"));
        a.awaitHeld(Situation.VIP);
        Await.holds("the address", LONG, () -> a.node.holds(Situation.VIP));
    }

    @Test
    void aReloadThatAddsItTakesNothingFromAMaster(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.startMaster(Situation.gateway(150));

        a.reload(Situation.gateway(150, EXCLUDED));

        Await.holds("the address", LONG, () -> a.node.holds(Situation.VIP));
        assertThat(a.state("gw")).isEqualTo(Situation.MASTER);
    }
}
