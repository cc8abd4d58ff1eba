package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What processes and threads are called, and how long a stop waits for those that it started, beside keepalived. */
@LabTest
class ProcessNameSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static List<String> names(Pair pair) {
        return pair.a
                .must("sh", "-c", "cat /proc/[0-9]*/task/*/comm 2>/dev/null || true")
                .lines()
                .toList();
    }

    private static Pair started(Lab lab, Program program, String global) {
        Pair pair = new Pair(lab, Row.of(program));
        Daemon daemon = pair.a.start(program, "global_defs {\n" + global + "}\n" + pair.textA());
        daemon.awaitLog("Entering BACKUP STATE", LIMIT);
        return pair;
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void theDaemonAndItsVrrpPartHaveTheConfiguredNames(Program program, Lab lab) {
        Pair pair = started(lab, program, "process_name ha\nvrrp_process_name ha_vrrp\n");
        assertThat(names(pair)).contains("ha", "ha_vrrp").doesNotContain("keepalived_vrrp");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void processNamesGivesTheVrrpPartKeepalivedsName(Program program, Lab lab) {
        assertThat(names(started(lab, program, "process_names\n"))).contains("keepalived_vrrp");
    }

    @ParameterizedTest
    @MethodSource("dev.vigil.systemtests.lab.Program#players")
    void withoutTheKeywordsNothingHasThatName(Program program, Lab lab) {
        assertThat(names(started(lab, program, ""))).doesNotContain("keepalived_vrrp", "ha");
    }

    @Test
    @VigilPlays
    void childWaitTimeIsHowLongAStopWaitsForANotificationThatRuns(Lab lab) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL));
        pair.a.script("slow.sh", "sleep 6\necho ended >> /run/lab/ended\n");
        String text = pair.textA().replace("interface eth0", "interface eth0\nnotify_stop /run/lab/slow.sh");

        Daemon impatient = pair.a.start(Program.VIGIL, "child_wait_time 1\n" + text);
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(impatient.terminate().took()).isLessThan(Duration.ofSeconds(5));
        assertThat(pair.a.exists("/run/lab/ended")).isFalse();

        Daemon patient = pair.a.start(Program.VIGIL, "child_wait_time 20\n" + text);
        Await.until("the address", LIMIT, () -> pair.a.holds(Pair.VIP));
        assertThat(patient.terminate().took()).isGreaterThan(Duration.ofMillis(5500));
        assertThat(pair.a.exists("/run/lab/ended")).isTrue();
    }
}
