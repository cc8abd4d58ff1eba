package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A signal that somebody sends to look, or that means nothing here, does not end a daemon. */
@LabTest
class SignalSystemTest {
    private static final List<String> MEANINGLESS =
            List.of("QUIT", "ALRM", "IO", "VTALRM", "PROF", "PWR", "XCPU", "USR1", "USR2", "RTMIN+7");

    /** keepalived is ended by PWR and others as well; these it survives. */
    private static final List<String> WITH_KEEPALIVED = List.of("QUIT", "ALRM", "IO", "VTALRM");

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theDaemonGoesOnAndStopsInOrder(Program program, Lab lab) {
        Situation a = new Situation(lab, "a");
        Daemon daemon = a.node.start(program, Situation.gateway(150));
        a.awaitHeld(Situation.VIP);

        for (String signal : program == Program.VIGIL ? MEANINGLESS : WITH_KEEPALIVED) {
            daemon.signal(signal);
            Await.holds("alive after " + signal, Duration.ofMillis(700), daemon::running);
        }

        assertThat(a.node.holds(Situation.VIP)).isTrue();
        assertThat(daemon.terminate().code()).isZero();
        assertThat(a.node.holds(Situation.VIP)).isFalse();
    }
}
