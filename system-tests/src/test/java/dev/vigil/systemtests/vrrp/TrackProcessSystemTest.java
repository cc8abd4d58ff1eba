package dev.vigil.systemtests.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Advert;
import dev.vigil.systemtests.lab.Await;
import dev.vigil.systemtests.lab.Daemon;
import dev.vigil.systemtests.lab.Lab;
import dev.vigil.systemtests.lab.LabTest;
import dev.vigil.systemtests.lab.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Processes are looked for in /proc here, since the kernel shows them in the first network namespace alone, where
 * {@code ProcessWatchTest} listens. keepalived counts no process at all in another namespace.
 */
@LabTest
class TrackProcessSystemTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PROGRAM = "/run/lab/vgl-track";

    private static Pair pair(Lab lab, String settings) {
        Pair pair = new Pair(lab, Row.of(Program.VIGIL))
                .withSettingsA(
                        text -> text.block("""
                vrrp_track_process proxy {
                    process vgl-track
                    %s
                }
                """.formatted(settings)).line("track_process {\n        proxy\n    }"));
        pair.a.must("cp", "/bin/sleep", PROGRAM);
        return pair;
    }

    private static Process run(Pair pair) {
        return pair.a.spawn(pair.a.newLog("proxy"), List.of(PROGRAM, "120"));
    }

    private static Advert awaitPriority(Pair pair, int priority, long sinceNs) {
        return Await.value(
                "priority " + priority + " from a",
                LIMIT,
                () -> pair.adverts(pair.a).stream()
                        .filter(advert -> advert.priority() == priority && advert.timeNs() > sinceNs)
                        .findFirst());
    }

    @Test
    void aNodeWithoutItsProcessIsInFaultAndSaysWhy(Lab lab) {
        Pair pair = pair(lab, "weight 0");
        Process proxy = run(pair);
        Daemon a = pair.start().a();
        a.awaitLog("Tracked processes are looked for twice a second", LIMIT);
        long beforeNs = pair.lastAdvert(pair.a).timeNs();

        pair.a.must("pkill", "-x", "vgl-track");
        pair.awaitPriorityZero(pair.a, beforeNs);
        pair.awaitAddressGone(pair.a);
        a.awaitLog("Quorum lost for tracked process proxy: 0 running, wanted at least 1", LIMIT);
        assertThat(VigilStatus.why(pair.a)).contains("process proxy is down: 0 running, wanted at least 1");

        long mendedNs = Pair.nowNs();
        Process again = run(pair);
        assertThat(pair.awaitAdvert(pair.a, mendedNs).priority()).isEqualTo(Pair.PRIORITY_A);
        proxy.destroy();
        again.destroy();
        pair.a.must("pkill", "-x", "vgl-track");
    }

    @Test
    void aWeightCountsWhileThereAreEnoughAndNotTooMany(Lab lab) {
        Pair pair = pair(lab, "weight -60\n    quorum_max 1");
        Process one = run(pair);
        pair.start();

        long moreNs = Pair.nowNs();
        Process two = run(pair);
        awaitPriority(pair, Pair.PRIORITY_A - 60, moreNs);
        long fewerNs = Pair.nowNs();
        pair.a.must("pkill", "--newest", "-x", "vgl-track");
        awaitPriority(pair, Pair.PRIORITY_A, fewerNs);
        one.destroy();
        two.destroy();
        pair.a.must("pkill", "-x", "vgl-track");
    }
}
