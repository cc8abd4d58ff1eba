package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A label that the kernel has no room for is found at its line, not by an exception. */
@LabTest
@VigilPlays
class LabelSystemTest {
    private static final String LONG = "10.77.0.101/24 label eth0:abcdefghijk";

    private static String listed() {
        return Situation.instance("gw", 31, 150, Situation.VIP + "/24, " + LONG);
    }

    private static String excluded() {
        return Situation.gateway(150, "virtual_ipaddress_excluded {\n        " + LONG + "\n    }");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void checkAndStartNameItsLineAndTheAddressIsServedWithoutIt(boolean asExcluded, Lab lab) {
        Situation a = new Situation(lab, "a");
        String config = asExcluded ? excluded() : listed();

        Shell.Outcome check = a.checkHost(config);
        Daemon daemon = a.start(config);

        assertThat(check.exitCode()).as(check.output()).isEqualTo(1);
        assertThat(check.output()).containsPattern("checked.conf:\\d+:\\d+").contains("eth0:abcdefghijk");
        a.awaitHeld(Situation.VIP);
        a.awaitHeld("10.77.0.101");
        assertThat(daemon.log())
                .containsPattern("a.conf:\\d+:\\d+")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }

    @Test
    void aReloadServesTheAddressWithoutTheLabel(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.startMaster(Situation.gateway(150));

        Shell.Outcome outcome = a.reload(listed());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        a.awaitHeld("10.77.0.101");
        assertThat(a.node.holds(Situation.VIP)).isTrue();
    }

    @Test
    void fifteenCharactersWork(Lab lab) {
        Situation a = new Situation(lab, "a");
        a.startMaster(Situation.instance("gw", 31, 150, Situation.VIP + "/24 label eth0:abcdefghij"));
        assertThat(a.node.must("ip", "-o", "addr", "show", "dev", "eth0")).contains("eth0:abcdefghij");
    }
}
