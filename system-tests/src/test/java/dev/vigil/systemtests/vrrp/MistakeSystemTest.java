package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.lab.Shell;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that harm nobody: a start warns of them, and a reload takes none that is new. */
@LabTest
class MistakeSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String MISTAKES =
            "global_defs {\n    lvs_id one\n}\nthis file is made by hand\nenable_script_security\n";

    private static Shell.Outcome reload(Pair pair, String... options) {
        String command = Program.vigilCommand("vigil") + " reload " + String.join(" ", options);
        return pair.a.exec("sh", "-c", command);
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void aMistakeThatHarmsNobodyDoesNotKeepANodeDown(Program program, Lab lab) {
        Pair pair = new Pair(lab, Row.of(program));
        Daemon daemon = pair.a.start(program, MISTAKES + pair.textA());

        pair.awaitAdverts(pair.a, 1);
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        if (program == Program.VIGIL) {
            daemon.awaitLog("the daemon runs with 3 mistakes in its configuration", LIMIT);
            assertThat(daemon.log()).contains("VGL2020", "VGL2021", "router_id");
        }
    }

    @Test
    @VigilPlays
    void aMistakeThatHarmsKeepsItDown(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon daemon = pair.a.start(Program.VIGIL, pair.textA().replace("priority ", "priorty "));

        assertThat(daemon.awaitExit().code()).isEqualTo(2);
        assertThat(daemon.log()).contains("priorty").contains("--lenient");
    }

    @Test
    @VigilPlays
    void aReloadTakesTheMistakesThatAreThereAndNoOther(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        Daemon daemon = pair.a.start(Program.VIGIL, MISTAKES + pair.textA());
        pair.awaitAdverts(pair.a, 1);
        daemon.awaitLog("the daemon runs with 3 mistakes", LIMIT);

        String other = pair.textA().replace("priority " + Pair.PRIORITY_A, "priority 77");
        daemon.configure("# moved\n\n" + MISTAKES + other);
        assertThat(reload(pair).exitCode()).isZero();
        Await.until("priority 77", LIMIT, () -> pair.lastAdvert(pair.a).priority() == 77);

        String worse = MISTAKES.replace("lvs_id one", "lvs_id one\n    smtp_alrt") + pair.textA();
        daemon.configure(worse);
        for (String option : new String[] {"--dry-run", ""}) {
            Shell.Outcome refused = reload(pair, option);
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.output())
                    .contains("the configuration has 1 new mistake; a start would only warn of it")
                    .contains("smtp_alrt")
                    .doesNotContain("lvs_id");
        }
        daemon.reload(worse);
        daemon.awaitLog("the old configuration stays in force", LIMIT);
        assertThat(pair.lastAdvert(pair.a).priority()).isEqualTo(77);

        daemon.configure(pair.textA());
        assertThat(reload(pair).exitCode()).isZero();
        Await.until("the old priority", LIMIT, () -> pair.lastAdvert(pair.a).priority() == Pair.PRIORITY_A);
    }
}
