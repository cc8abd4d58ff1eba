package dev.vigil.daemon.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real descriptors, none of which needs a privilege. */
@Timeout(60)
class WatchesTest {
    private final List<String> ran = new ArrayList<>();
    private final Watches watches = new Watches(() -> ran.add("wake"));

    private EventFd ready() {
        EventFd event = EventFd.open();
        event.signal();
        return event;
    }

    private void run(int ready) {
        for (int index = 0; index < ready; index++) {
            Runnable handler = watches.handler(index);
            if (handler == null) {
                ran.add("nobody");
            } else {
                handler.run();
            }
        }
    }

    @Test
    void aWakeEndsAWaitOnce() {
        watches.wake();
        watches.wake();
        run(watches.await());
        assertThat(ran).containsExactly("wake");
        assertThat(watches.poll()).isZero();
    }

    @Test
    void aDeadlineEndsAWait() {
        watches.arm(1);
        int ready = watches.await();
        assertThat(ready).isEqualTo(1);
        run(ready);
        watches.arm(1);
        assertThat(watches.await())
                .as("it is armed again though it is the same deadline")
                .isEqualTo(1);
        run(1);
        watches.arm(VirtualRouter.NEVER);
        assertThat(watches.poll()).isZero();
    }

    @Test
    void aTimerThatIsSetToAnEarlierTimeIsNotMoved() {
        watches.arm(1);
        watches.arm(VirtualRouter.NEVER - 1);
        int ready = watches.await();
        assertThat(ready).as("the earlier one").isEqualTo(1);
        run(ready);
        watches.arm(VirtualRouter.NEVER - 1);
        assertThat(watches.poll()).as("once").isZero();
        watches.arm(1);
        assertThat(watches.await()).as("an earlier one again").isEqualTo(1);
    }

    @Test
    void aTimeThatIsOverIsNothingThatArrived() {
        watches.arm(1);
        assertThat(watches.await()).isEqualTo(1);
        assertThat(watches.pollTimeless()).isZero();
        watches.wake();
        assertThat(watches.pollTimeless()).isEqualTo(1);
        run(1);
        watches.arm(1);
        assertThat(watches.await()).as("armed again").isEqualTo(1);
    }

    @Test
    void toStayAwakeEndsWithTheTimeAndNotBefore() {
        watches.arm(1);
        long untilNs = MonotonicClock.nowNs() + 200_000;
        assertThat(watches.stayAwake(untilNs)).as("not by the timer").isZero();
        assertThat(MonotonicClock.nowNs()).isGreaterThanOrEqualTo(untilNs);
    }

    @Test
    void toStayAwakeEndsWithWhatArrivesEvenIfTheTimeIsOver() {
        watches.wake();
        run(watches.stayAwake(Long.MAX_VALUE));
        watches.wake();
        run(watches.stayAwake(1));
        assertThat(ran).containsExactly("wake", "wake");
    }

    @Test
    void whatIsReadyRunsItsHandlerUntilItIsForgotten() {
        try (EventFd event = ready()) {
            Runnable handler = () -> ran.add("event");
            watches.add(event, handler);
            run(watches.poll());
            assertThat(ran).containsExactly("event");
            watches.remove(event, handler);
            assertThat(watches.poll()).isZero();
        }
    }

    @Test
    void whatWasReadyWhenItWasForgottenReachesNobodyElse() {
        try (EventFd first = ready();
                EventFd second = EventFd.open()) {
            Runnable handler = () -> ran.add("first");
            watches.add(first, handler);
            int ready = watches.poll();
            watches.remove(first, handler);
            watches.add(second, () -> ran.add("second"));
            run(ready);
            assertThat(ran).containsExactly("nobody");
            second.signal();
            run(watches.poll());
            assertThat(ran).containsExactly("nobody", "second");
        }
    }

    @Test
    void oneIsForgottenAndTheOthersAreNot() {
        try (EventFd first = ready();
                EventFd second = ready()) {
            Runnable handler = () -> ran.add("first");
            watches.add(first, handler);
            watches.add(second, () -> ran.add("second"));
            watches.remove(first, handler);
            run(watches.poll());
            assertThat(ran).containsExactly("second");
        }
    }

    @Test
    void aDescriptorThatIsRefusedTakesNoPlace() {
        try (EventFd event = ready()) {
            watches.add(event, () -> ran.add("event"));
            assertThatThrownBy(() -> watches.add(event, () -> ran.add("twice"))).isInstanceOf(LinuxException.class);
            run(watches.poll());
            assertThat(ran).containsExactly("event");
        }
    }
}
