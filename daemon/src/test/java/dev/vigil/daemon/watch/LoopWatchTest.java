package dev.vigil.daemon.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.watch.LoopWatch.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    private static final long S = 1_000_000_000L;
    private static final long TAKE_OVER_NS = 3 * S;

    private final LoopWatch watch = new LoopWatch(() -> TAKE_OVER_NS, 0);
    private long nowNs;

    /** Looks for so long at a loop that shows the same, and returns the verdicts without repeats. */
    private List<Verdict> look(long durationNs, long dueNs, long steps) {
        List<Verdict> verdicts = new ArrayList<>();
        for (long endNs = nowNs + durationNs; nowNs < endNs; ) {
            nowNs += LoopWatch.LOOK_EVERY_NS;
            Verdict verdict = watch.look(nowNs, dueNs, steps, false);
            if (verdicts.isEmpty() || verdicts.getLast() != verdict) {
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    @Test
    void aLoopThatWaitsForItsDeadlineIsFineHoweverLong() {
        assertThat(look(60 * S, Long.MAX_VALUE, 0)).containsExactly(Verdict.FINE);
        assertThat(look(60 * S, nowNs + 61 * S, 0)).containsExactly(Verdict.FINE);
    }

    @Test
    void aLoopThatMissesItsDeadlineIsLateAndThenLost() {
        long dueNs = nowNs + S;
        assertThat(look(S, dueNs, 0)).containsExactly(Verdict.FINE);
        assertThat(look(10 * S, dueNs, 0)).containsExactly(Verdict.FINE, Verdict.LATE, Verdict.LOST);
    }

    @Test
    void itIsLateAfterASecondAndLostAfterFive() {
        long dueNs = S / 8;
        assertThat(look(S, dueNs, 0)).containsExactly(Verdict.FINE);
        assertThat(look(LoopWatch.LOOK_EVERY_NS, dueNs, 0)).containsExactly(Verdict.LATE);
        assertThat(look(LoopWatch.END_AFTER_MIN_NS - LoopWatch.LATE_AFTER_NS - LoopWatch.LOOK_EVERY_NS, dueNs, 0))
                .containsExactly(Verdict.LATE);
        assertThat(look(LoopWatch.LOOK_EVERY_NS, dueNs, 0)).containsExactly(Verdict.LOST);
    }

    @Test
    void aLoopWhoseBackupsWaitLongerIsGivenLonger() {
        LoopWatch patient = new LoopWatch(() -> 30 * S, 0);
        Verdict last = Verdict.FINE;
        for (long at = 0; at < 30 * S; at += LoopWatch.LOOK_EVERY_NS) {
            last = patient.look(at, -1, 0, false);
        }
        assertThat(last).isEqualTo(Verdict.LATE);
        for (long at = 30 * S; at < 31 * S; at += LoopWatch.LOOK_EVERY_NS) {
            last = patient.look(at, -1, 0, false);
        }
        assertThat(last).isEqualTo(Verdict.LOST);
    }

    @Test
    void aLongTurnThatMakesStepsIsFine() {
        long beganNs = 0;
        for (long step = 0; step < 100; step++) {
            assertThat(look(S / 2, beganNs, step)).containsExactly(Verdict.FINE);
        }
    }

    @Test
    void aLateLoopThatTurnsAgainIsBackOnceAndThenFine() {
        assertThat(look(3 * S, 0, 0)).containsExactly(Verdict.FINE, Verdict.LATE);
        assertThat(look(LoopWatch.LOOK_EVERY_NS, nowNs, 1)).containsExactly(Verdict.BACK);
        assertThat(watch.silentNs()).isGreaterThan(2 * S);
        assertThat(look(LoopWatch.LOOK_EVERY_NS, nowNs + S, 2)).containsExactly(Verdict.FINE);
        assertThat(watch.silentNs()).isZero();
    }

    @Test
    void aLoopThatHangsAgainRightAfterItWasBackIsMeasuredAnew() {
        assertThat(look(4 * S, 0, 0)).containsExactly(Verdict.FINE, Verdict.LATE);
        long againNs = nowNs;
        assertThat(look(LoopWatch.LOOK_EVERY_NS, againNs, 1)).containsExactly(Verdict.BACK);
        assertThat(look(4 * S, againNs, 1)).containsExactly(Verdict.FINE, Verdict.LATE);
        assertThat(look(S, againNs, 1)).containsExactly(Verdict.LATE, Verdict.LOST);
    }

    @Test
    void aMachineThatWasSuspendedCountsNoMoreThanTwoLooks() {
        look(S / 2, nowNs, 0);
        nowNs += 3600 * S;
        assertThat(look(LoopWatch.LOOK_EVERY_NS, 0, 0)).containsExactly(Verdict.FINE);
        assertThat(look(S, nowNs + S, 1)).containsExactly(Verdict.FINE);
    }

    @Test
    void aLoopThatEndsIsGivenTheTimeThatTheKernelTakes() {
        Verdict last = Verdict.FINE;
        for (; nowNs < LoopWatch.END_AFTER_ENDING_NS; nowNs += LoopWatch.LOOK_EVERY_NS) {
            last = watch.look(nowNs, -1, 0, true);
        }
        assertThat(last).isEqualTo(Verdict.LATE);
        assertThat(watch.look(nowNs + LoopWatch.LOOK_EVERY_NS, -1, 0, true)).isEqualTo(Verdict.LOST);
    }
}
