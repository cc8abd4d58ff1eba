package dev.vigil.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vigil.linux.MonotonicClock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeeperTest {
    private static final long INTERVAL_NS = 100_000_000L;
    private static final long NOW_NS = 1_000_000_000_000L;

    private final List<String> sent = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final Keeper keeper = new Keeper(defect -> {
        failure.set(defect);
        failed.countDown();
    });
    private final KeptAdvert first = advert("first");
    private final KeptAdvert second = advert("second");

    private KeptAdvert advert(String name) {
        return new KeptAdvert(() -> sent.add(name));
    }

    @AfterEach
    void theThreadEnds() {
        keeper.close();
    }

    // Steps, without a thread

    @Test
    void whileTheLoopIsAwakeNothingIsSent() {
        keeper.keep(first, NOW_NS, INTERVAL_NS);
        assertThat(keeper.step(NOW_NS)).isEqualTo(KeeperSchedule.NEVER);
        assertThat(sent).isEmpty();
        assertThat(keeper.hasSent()).isFalse();
    }

    @Test
    void whileTheLoopWaitsWhatIsDueIsSentOneInEachStep() {
        keeper.keep(first, NOW_NS + 1, INTERVAL_NS);
        keeper.keep(second, NOW_NS + 2, INTERVAL_NS);
        keeper.begin(NOW_NS);
        assertThat(keeper.step(NOW_NS)).isEqualTo(NOW_NS + 1);
        assertThat(keeper.step(NOW_NS + 5)).isEqualTo(NOW_NS + 5);
        assertThat(sent).containsExactly("first");
        assertThat(keeper.step(NOW_NS + 5)).isEqualTo(NOW_NS + 5);
        assertThat(keeper.step(NOW_NS + 5)).isEqualTo(NOW_NS + 1 + INTERVAL_NS);
        assertThat(sent).containsExactly("first", "second");
    }

    @Test
    void afterTheWaitTheLoopLearnsWhatWasSent() {
        keeper.keep(first, NOW_NS, INTERVAL_NS);
        keeper.keep(second, NOW_NS + INTERVAL_NS, INTERVAL_NS);
        keeper.begin(NOW_NS);
        keeper.step(NOW_NS + 3);
        keeper.end();
        assertThat(keeper.step(NOW_NS + 10 * INTERVAL_NS)).isEqualTo(KeeperSchedule.NEVER);
        assertThat(keeper.hasSent()).isTrue();
        assertThat(keeper.takeSent()).isTrue();
        assertThat(keeper.hasSent()).isFalse();
        assertThat(first.takeSent()).isEqualTo(1);
        assertThat(first.lastSentNs()).isEqualTo(NOW_NS + 3);
        assertThat(second.takeSent()).isZero();
    }

    @Test
    void nothingIsSentForAVirtualRouterThatResigned() {
        keeper.keep(first, NOW_NS, INTERVAL_NS);
        keeper.keep(second, NOW_NS, INTERVAL_NS);
        keeper.release(first);
        keeper.begin(NOW_NS);
        for (int round = 0; round < 10; round++) {
            keeper.step(NOW_NS + round * INTERVAL_NS);
        }
        assertThat(sent).hasSize(10).containsOnly("second");
    }

    @Test
    void eachWaitIsBoundedOnItsOwn() {
        long lateNs = NOW_NS + KeeperSchedule.KEEP_MAX_NS + 1;
        keeper.keep(first, NOW_NS, INTERVAL_NS);
        keeper.begin(NOW_NS);
        assertThat(keeper.step(lateNs)).isEqualTo(KeeperSchedule.NEVER);
        assertThat(sent).isEmpty();
        keeper.end();
        keeper.begin(lateNs);
        keeper.step(lateNs);
        assertThat(sent).containsExactly("first");
    }

    @Test
    void aWaitWithinAnotherOneEndsIt() {
        keeper.keep(first, NOW_NS, INTERVAL_NS);
        keeper.begin(NOW_NS);
        keeper.begin(NOW_NS + 1);
        keeper.end();
        assertThat(keeper.step(NOW_NS + 1)).isEqualTo(KeeperSchedule.NEVER);
        keeper.end();
        assertThat(keeper.step(NOW_NS + 1)).isEqualTo(KeeperSchedule.NEVER);
        assertThat(sent).isEmpty();
    }

    @Test
    void aRefusedAdvertisementIsNotCountedAsSent() {
        keeper.keep(new KeptAdvert(() -> false), NOW_NS, INTERVAL_NS);
        keeper.begin(NOW_NS);
        keeper.step(NOW_NS);
        keeper.end();
        assertThat(keeper.hasSent()).isFalse();
    }

    @Test
    void whoIsToAttendWakesByItselfUnlessItHasToWakeBefore() {
        assertThat(keeper.wakeNs(KeeperSchedule.NEVER, NOW_NS)).isEqualTo(KeeperSchedule.NEVER);
        keeper.attend(NOW_NS + 5);
        assertThat(keeper.wakeNs(KeeperSchedule.NEVER, NOW_NS)).isEqualTo(NOW_NS + 5);
        assertThat(keeper.wakeNs(NOW_NS + 4, NOW_NS)).isEqualTo(NOW_NS + 4);
        assertThat(keeper.wakeNs(KeeperSchedule.NEVER, NOW_NS + 5)).as("once").isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void whoKeepsOthersAlreadyIsWokenForThem() {
        keeper.keep(first, NOW_NS + 1, INTERVAL_NS);
        keeper.attend(NOW_NS + 5);
        assertThat(keeper.wakeNs(KeeperSchedule.NEVER, NOW_NS)).isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void waitsAndStepsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        KeptAdvert quiet = new KeptAdvert(() -> true);
        long fewest = Long.MAX_VALUE;
        long nowNs = NOW_NS;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < 10_000; call++) {
                nowNs += INTERVAL_NS;
                keeper.keep(quiet, nowNs, INTERVAL_NS);
                keeper.begin(nowNs);
                keeper.step(nowNs);
                keeper.end();
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(fewest).isZero();
        assertThat(quiet.takeSent()).isEqualTo(100_000);
    }

    // The thread

    @Test
    void theThreadWakesAndSendsWhenTheLoopWaits() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        KeptAdvert advert = new KeptAdvert(() -> {
            three.countDown();
            return true;
        });
        keeper.start(() -> {}, () -> false);
        long nowNs = MonotonicClock.nowNs();
        keeper.keep(advert, nowNs, 1_000_000);
        keeper.begin(nowNs);
        assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
        keeper.end();
        assertThat(advert.takeSent()).isGreaterThanOrEqualTo(3);
        assertThat(keeper.takeSent()).isTrue();
    }

    @Test
    void everyOneOfManyShortWaitsIsNoticed() throws InterruptedException {
        keeper.start(() -> {}, () -> false);
        for (int round = 0; round < 2_000; round++) {
            CountDownLatch left = new CountDownLatch(1);
            KeptAdvert advert = new KeptAdvert(() -> {
                left.countDown();
                return true;
            });
            long nowNs = MonotonicClock.nowNs();
            long dueNs = nowNs + 1_000L * (round % 5);
            if (round % 2 == 1) {
                keeper.attend(dueNs);
            }
            keeper.keep(advert, dueNs, INTERVAL_NS);
            keeper.begin(nowNs);
            assertThat(left.await(30, TimeUnit.SECONDS)).as("round " + round).isTrue();
            keeper.end();
            keeper.release(advert);
        }
    }

    @Test
    void theThreadRehearsesWithWhatIsRefusedAndLeavesNothingBehind() {
        CountDownLatch tries = new CountDownLatch(10);
        keeper.start(() -> {}, () -> {
            tries.countDown();
            return false;
        });
        await(tries);
        assertThat(keeper.hasSent()).isFalse();
        keeper.begin(MonotonicClock.nowNs());
        assertThat(keeper.step(MonotonicClock.nowNs())).isEqualTo(KeeperSchedule.NEVER);
    }

    @Test
    void theLoopComesBackOnlyAfterTheAdvertisementThatIsOnItsWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        KeptAdvert slow = new KeptAdvert(() -> {
            begun.countDown();
            await(goOn);
            return order.add("sent");
        });
        keeper.start(() -> {}, () -> false);
        long nowNs = MonotonicClock.nowNs();
        keeper.keep(slow, nowNs, KeeperSchedule.KEEP_MAX_NS);
        keeper.begin(nowNs);
        await(begun);
        Thread loop = Thread.ofPlatform().start(() -> {
            keeper.end();
            order.add("back");
        });
        while (loop.getState() != Thread.State.BLOCKED) {
            assertThat(loop.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        goOn.countDown();
        loop.join();
        assertThat(order).containsExactly("sent", "back");
    }

    @Test
    void aDefectIsReportedAndEndsTheKeeperAlone() throws InterruptedException {
        keeper.start(() -> {}, () -> false);
        long nowNs = MonotonicClock.nowNs();
        keeper.keep(
                new KeptAdvert(() -> {
                    throw new StackOverflowError("as if");
                }),
                nowNs,
                INTERVAL_NS);
        keeper.begin(nowNs);
        await(failed);
        keeper.end();
        assertThat(failure.get()).isInstanceOf(StackOverflowError.class).hasMessage("as if");
        keeper.keep(first, nowNs, INTERVAL_NS);
        keeper.begin(nowNs);
        assertThat(keeper.step(nowNs)).isEqualTo(KeeperSchedule.NEVER);
        keeper.end();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
