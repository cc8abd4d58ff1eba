package dev.vigil.systemtests.situations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import dev.vigil.systemtests.vrrp.VigilPlays;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The notification of a stop runs, whatever runs before it: it gives a cloud's address back, or demotes a database. */
@LabTest
class StopNotificationSystemTest {
    static List<Arguments> slowOnes() {
        return Program.players().stream()
                .flatMap(program ->
                        List.of("notify_master", "notify").stream().map(keyword -> Arguments.of(program, keyword)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("slowOnes")
    void itRunsAlthoughAnotherOneIsStillRunning(Program program, String keyword, Lab lab) {
        Situation a = new Situation(lab, "a");
        String slow = a.node.script("slow.sh", "echo begun >>/run/lab/slow\nsleep 20\n");
        String stop = a.node.script("stop.sh", "echo stop >>/run/lab/stopped\n");
        Daemon daemon = a.node.start(program, Situation.gateway(150, keyword + " " + slow, "notify_stop " + stop));
        a.awaitHeld(Situation.VIP);
        Await.until("the slow one", Situation.LIMIT, () -> a.node.exists("/run/lab/slow"));

        daemon.terminate();

        assertThat(a.node.read("/run/lab/stopped")).as(daemon.log()).isEqualTo("stop\n");
    }

    /** It is given five seconds, and nobody takes the wait for a loop that hangs. */
    @Test
    @VigilPlays
    void aSlowOneIsWaitedForAndTheEndIsAsItShouldBe(Lab lab) {
        Situation a = new Situation(lab, "a");
        String stop = a.node.script("stop.sh", "sleep 4.5; echo stop >>/run/lab/stopped\n");
        Daemon daemon = a.node.start(Program.VIGIL, Situation.gateway(150, "notify_stop " + stop));
        a.awaitHeld(Situation.VIP);

        Daemon.Exit exit = daemon.terminate();

        assertThat(a.node.read("/run/lab/stopped")).as(daemon.log()).isEqualTo("stop\n");
        assertThat(exit.code()).isZero();
        assertThat(daemon.log()).doesNotContain("VGL1029").doesNotContain("VGL1031");
    }

    @Test
    @VigilPlays
    void oneThatNeverEndsIsEndedAndTheDaemonWithIt(Lab lab) {
        Situation a = new Situation(lab, "a");
        String stop = a.node.script("stop.sh", "sleep 60\n");
        Daemon daemon = a.node.start(Program.VIGIL, Situation.gateway(150, "notify_stop " + stop));
        a.awaitHeld(Situation.VIP);

        Daemon.Exit exit = daemon.terminate();

        assertThat(exit.code()).as(daemon.log()).isZero();
        assertThat(exit.took()).isLessThan(Duration.ofSeconds(15));
        assertThat(daemon.log()).contains("VGL1605").doesNotContain("VGL1031");
    }
}
