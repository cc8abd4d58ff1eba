package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon that runs out of descriptors, where each script takes some, leaves no program behind. */
@LabTest
@VigilPlays
class DescriptorLimitSystemTest {
    private static final String NAME = "vigil-test-sleeper";

    @ParameterizedTest
    @ValueSource(ints = {26, 27, 28, 29, 30, 31})
    void nothingOutlivesTheDaemon(int descriptors, Lab lab) throws Exception {
        Situation a = new Situation(lab, "a");
        String sleeper = "/run/lab/" + NAME;
        a.node.must("cp", "/bin/sleep", sleeper);
        String config = """
                vrrp_script chk {
                    script "%s 40"
                    interval 1
                    timeout 1
                    weight -10
                }
                """.formatted(sleeper) + Situation.gateway(150, "track_script {\n        chk\n    }");
        a.write(config);
        Path log = a.node.newLog("limited");
        String run = "ulimit -n " + descriptors + "; exec \"$0\" run -n -l -f " + a.configFile();
        Process daemon = a.node.spawn(log, List.of("bash", "-c", run, Program.vigilCommand("vigil")));

        // Several runs of the script, each of which takes descriptors and is ended.
        daemon.waitFor(6, TimeUnit.SECONDS);
        String pid = a.node.read("/run/keepalived.pid").strip();
        if (!pid.isEmpty()) {
            a.node.exec("kill", pid);
        }
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();

        Await.settled("no program is left", Duration.ofSeconds(10), Duration.ofSeconds(1), () -> {
            Shell.Outcome left = a.node.exec("pgrep", "-f", "^" + sleeper);
            return left.exitCode() == 1;
        });
    }
}
