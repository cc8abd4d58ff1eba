package dev.vigil.daemon.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.log.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopGuardTest {
    private final List<String> calls = new ArrayList<>();
    private long nowNs;
    private long dueNs = Long.MAX_VALUE;
    private long steps;
    private boolean ending;

    private final LoopGuard guard = new LoopGuard(
            new Watched() {
                @Override
                public long dueNs() {
                    return dueNs;
                }

                @Override
                public long steps() {
                    return steps;
                }

                @Override
                public boolean isEnding() {
                    return ending;
                }
            },
            new LoopWatch(() -> 0, 0),
            () -> nowNs,
            new LoopGuard.Actions() {
                @Override
                public void alive() {
                    calls.add("alive");
                }

                @Override
                public void late(long silentNs) {
                    calls.add("late");
                }

                @Override
                public void back(long silentNs) {
                    calls.add("back");
                }

                @Override
                public void lost(long silentNs) {
                    calls.add("lost");
                }
            },
            new Envelope("the test", event -> {}));

    private List<String> look(int times) {
        calls.clear();
        for (int time = 0; time < times; time++) {
            nowNs += LoopWatch.LOOK_EVERY_NS;
            guard.look();
        }
        return List.copyOf(calls);
    }

    @Test
    void whileTheLoopIsAliveEveryLookSaysSo() {
        assertThat(look(3)).containsExactly("alive", "alive", "alive");
    }

    @Test
    void fromTheFirstLateLookOnNobodyHearsThatItIsAlive() {
        dueNs = 1;
        assertThat(look(4)).containsExactly("alive", "alive", "alive", "alive");
        assertThat(look(4)).as("the line comes once").containsExactly("late");
        steps++;
        assertThat(look(1)).containsExactly("back", "alive");
    }

    @Test
    void aLoopThatNeverComesBackIsLost() {
        dueNs = 1;
        assertThat(look(21)).endsWith("late", "lost");
    }

    @Test
    void aLoopThatHasEndedAsItShouldIsNotMissed() {
        dueNs = 1;
        guard.release();
        assertThat(look(40)).containsOnly("alive");
    }

    @Test
    void aLoopThatTakesLongToEndIsReportedAndStillAlive() {
        dueNs = 1;
        ending = true;
        assertThat(look(40)).containsOnlyOnce("late").endsWith("alive").doesNotContain("lost");
    }
}
