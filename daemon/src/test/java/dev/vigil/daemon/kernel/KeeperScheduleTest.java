package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeeperScheduleTest {
    private static final long INTERVAL_NS = 100_000_000L;
    private static final long SINCE_NS = 1_000_000_000_000L;

    private final KeeperSchedule schedule = new KeeperSchedule();
    private final KeptAdvert first = new KeptAdvert(() -> true);
    private final KeptAdvert second = new KeptAdvert(() -> true);
    private final KeptAdvert third = new KeptAdvert(() -> true);

    @Test
    void withoutMastersNothingIsDue() {
        assertThat(schedule.isEmpty()).isTrue();
        assertThat(schedule.soonestNs()).isEqualTo(KeeperSchedule.NEVER);
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS)).isEqualTo(KeeperSchedule.NEVER);
        assertThat(schedule.dueAt(SINCE_NS, SINCE_NS)).isNull();
    }

    @Test
    void anAdvertisementIsDueAtItsTimeAndNotBefore() {
        schedule.keep(first, SINCE_NS + 7, INTERVAL_NS);
        assertThat(schedule.dueAt(SINCE_NS, SINCE_NS + 6)).isNull();
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS + 6)).isEqualTo(SINCE_NS + 7);
        assertThat(schedule.dueAt(SINCE_NS, SINCE_NS + 7)).isSameAs(first);
    }

    @Test
    void afterTheLastMasterNothingIsSoon() {
        schedule.keep(first, SINCE_NS + 7, INTERVAL_NS);
        schedule.keep(second, SINCE_NS + 9, INTERVAL_NS);
        schedule.release(first);
        assertThat(schedule.soonestNs()).isLessThanOrEqualTo(SINCE_NS + 9);
        schedule.release(second);
        assertThat(schedule.soonestNs()).isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void theOneThatHasBeenDueForLongestComesFirst() {
        schedule.keep(first, SINCE_NS + 30, INTERVAL_NS);
        schedule.keep(second, SINCE_NS + 10, INTERVAL_NS);
        schedule.keep(third, SINCE_NS + 20, INTERVAL_NS);
        List<KeptAdvert> order = Arrays.asList(take(), take(), take(), take());
        assertThat(order).containsExactly(second, third, first, null);
    }

    private KeptAdvert take() {
        KeptAdvert due = schedule.dueAt(SINCE_NS, SINCE_NS + 50);
        if (due != null) {
            schedule.tried(due, true, SINCE_NS + 50);
        }
        return due;
    }

    @Test
    void whatTheLoopSentItselfIsDueAnIntervalLater() {
        schedule.keep(first, SINCE_NS, INTERVAL_NS);
        schedule.keep(first, SINCE_NS + INTERVAL_NS, INTERVAL_NS);
        assertThat(schedule.dueAt(SINCE_NS, SINCE_NS + INTERVAL_NS - 1)).isNull();
    }

    @Test
    void advertisementsKeepTheirPaceHoweverLateOneIs() {
        schedule.keep(first, SINCE_NS, INTERVAL_NS);
        schedule.tried(first, true, SINCE_NS + INTERVAL_NS / 2);
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS)).isEqualTo(SINCE_NS + INTERVAL_NS);
    }

    @Test
    void missedAdvertisementsAreNotMadeUpFor() {
        schedule.keep(first, SINCE_NS - 10 * INTERVAL_NS, INTERVAL_NS);
        schedule.tried(first, true, SINCE_NS);
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS)).isEqualTo(SINCE_NS + INTERVAL_NS);
    }

    @Test
    void theLoopLearnsWhatWasSentAndWhenOnce() {
        schedule.keep(first, SINCE_NS, INTERVAL_NS);
        assertThat(first.lastSentNs()).isEqualTo(KeeperSchedule.NEVER);
        schedule.tried(first, true, SINCE_NS + 1);
        schedule.tried(first, true, SINCE_NS + INTERVAL_NS);
        assertThat(first.lastSentNs()).isEqualTo(SINCE_NS + INTERVAL_NS);
        assertThat(first.takeSent()).isEqualTo(2);
        assertThat(first.takeSent()).isZero();
    }

    @Test
    void whatTheKernelRefusedIsTriedAgainAnIntervalLaterAndCountsAsNotSent() {
        schedule.keep(first, SINCE_NS, INTERVAL_NS);
        schedule.tried(first, false, SINCE_NS);
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS)).isEqualTo(SINCE_NS + INTERVAL_NS);
        assertThat(first.takeSent()).isZero();
        assertThat(first.lastSentNs()).isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void nothingIsSentForWhatWasReleasedWhicheverItIs() {
        for (KeptAdvert gone : List.of(first, second, third)) {
            schedule.keep(first, SINCE_NS, INTERVAL_NS);
            schedule.keep(second, SINCE_NS, INTERVAL_NS);
            schedule.keep(third, SINCE_NS, INTERVAL_NS);
            schedule.release(gone);
            schedule.release(gone);
            assertThat(Arrays.asList(take(), take(), take()))
                    .doesNotContain(gone)
                    .containsOnlyOnce((KeptAdvert) null)
                    .doesNotHaveDuplicates();
        }
        schedule.release(first);
        schedule.release(second);
        schedule.release(third);
        assertThat(schedule.isEmpty()).isTrue();
    }

    @Test
    void aLoopThatWaitsForTooLongFallsSilent() {
        long lastNs = SINCE_NS + KeeperSchedule.KEEP_MAX_NS;
        schedule.keep(first, SINCE_NS, INTERVAL_NS);
        assertThat(schedule.dueAt(SINCE_NS, lastNs)).isSameAs(first);
        assertThat(schedule.dueAt(SINCE_NS, lastNs + 1)).isNull();
        assertThat(schedule.nearestNs(SINCE_NS, lastNs + 1)).isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void whatIsDueAfterTheLongestWaitIsNotWaitedFor() {
        schedule.keep(first, SINCE_NS + KeeperSchedule.KEEP_MAX_NS + 1, INTERVAL_NS);
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS)).isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void nothingIsEverDueBeforeTheSoonest() {
        schedule.keep(first, SINCE_NS + 10, INTERVAL_NS);
        schedule.keep(second, SINCE_NS + 5, INTERVAL_NS);
        assertThat(schedule.soonestNs()).isEqualTo(SINCE_NS + 5);
        schedule.keep(second, SINCE_NS + INTERVAL_NS, INTERVAL_NS);
        assertThat(schedule.soonestNs()).isLessThanOrEqualTo(SINCE_NS + 10);
        assertThat(schedule.nearestNs(SINCE_NS, SINCE_NS)).isEqualTo(SINCE_NS + 10);
        assertThat(schedule.soonestNs()).isEqualTo(SINCE_NS + 10);
    }
}
