package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reload that is refused leaves the instances that there were. */
@LabTest
@VigilPlays
class ReloadRefusalSystemTest {
    private static final Duration WHILE = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# rendered from an empty list\n",
                "include /run/lab/nothing/*.conf\n",
                "global_defs {\n    router_id alone\n}\n"
            })
    void aFileThatWouldLeaveNoInstanceIsRefused(String config, Lab lab) {
        Situation a = new Situation(lab, "a");
        Daemon daemon = a.startMaster(Situation.gateway(150));

        Shell.Outcome outcome = a.reload(config);
        daemon.signal("HUP");

        Await.holds("the address", WHILE, () -> a.node.holds(Situation.VIP));
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains("Refused");
        assertThat(a.state("gw")).isEqualTo(Situation.MASTER);
    }
}
