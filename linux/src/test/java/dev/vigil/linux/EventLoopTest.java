package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.linux.Structs.Timespec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventLoopTest {
    private static final long TOKEN = 0x1234_5678_9abc_def0L;

    @Test
    void signalFromAnotherThreadEndsTheWait() throws InterruptedException {
        try (Epoll epoll = Epoll.open(4);
                EventFd wake = EventFd.open()) {
            epoll.add(wake, TOKEN);
            assertThat(epoll.poll()).isZero();
            Thread other = Thread.ofPlatform().start(() -> {
                wake.signal();
                wake.signal();
            });
            assertThat(epoll.await()).isEqualTo(1);
            other.join();
            assertThat(epoll.token(0)).isEqualTo(TOKEN);
            assertThat(wake.drain()).isEqualTo(2);
            assertThat(wake.drain()).isZero();
            assertThat(epoll.poll()).isZero();
        }
    }

    @Test
    void severalReadyDescriptorsAreTold() {
        try (Epoll epoll = Epoll.open(4);
                EventFd first = EventFd.open();
                EventFd second = EventFd.open()) {
            epoll.add(first, 1);
            epoll.add(second, 2);
            first.signal();
            second.signal();
            assertThat(epoll.await()).isEqualTo(2);
            assertThat(epoll.token(0) + epoll.token(1)).isEqualTo(3);
            epoll.remove(second.fd());
            assertThat(epoll.await()).isEqualTo(1);
            assertThat(epoll.token(0)).isEqualTo(1);
        }
    }

    @Test
    void timerIsReadableAtItsDeadlineAndNotBefore() {
        try (Epoll epoll = Epoll.open(4);
                TimerFd timer = TimerFd.open()) {
            epoll.add(timer, TOKEN);
            long deadlineNs = MonotonicClock.nowNs() + 20_000_000;
            timer.arm(deadlineNs);
            assertThat(epoll.await()).isEqualTo(1);
            assertThat(MonotonicClock.nowNs()).isGreaterThanOrEqualTo(deadlineNs);
            assertThat(timer.drain()).isTrue();
            assertThat(timer.drain()).isFalse();
        }
    }

    @Test
    void passedDeadlineIsReadableAtOnce() {
        try (Epoll epoll = Epoll.open(4);
                TimerFd timer = TimerFd.open()) {
            epoll.add(timer, TOKEN);
            timer.arm(0);
            assertThat(epoll.await()).isEqualTo(1);
            timer.arm(MonotonicClock.nowNs() + 3_600_000_000_000L);
            assertThat(epoll.poll()).as("re-arming withdraws the expiry").isZero();
            timer.arm(-5);
            assertThat(epoll.await()).isEqualTo(1);
            timer.disarm();
            assertThat(epoll.poll()).isZero();
        }
    }

    @Test
    void clockIsTheOneOfTheTimer() {
        NativeBuffer time = NativeBuffer.struct(Timespec.SIZE);
        long beforeNs = MonotonicClock.nowNs();
        Libc.require("read", "clock", Syscall.CLOCK_GETTIME, Constants.CLOCK_MONOTONIC, time.address(), 0);
        long afterNs = MonotonicClock.nowNs();
        long kernelNs = time.bytes().getLong(Timespec.TV_SEC) * 1_000_000_000L
                + time.bytes().getLong(Timespec.TV_NSEC);
        assertThat(kernelNs).isBetween(beforeNs, afterNs);
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterwardsIsABug() {
        EventFd wake = EventFd.open();
        wake.close();
        wake.close();
        assertThat(wake.isOpen()).isFalse();
        assertThatThrownBy(wake::signal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void addingAClosedDescriptorIsRefused() {
        try (Epoll epoll = Epoll.open(1)) {
            assertThatThrownBy(() -> epoll.add(9999, Epoll.READABLE, 0))
                    .isInstanceOf(LinuxException.class)
                    .hasMessage("change epoll entry of descriptor 9999: Bad file descriptor (EBADF)");
        }
    }
}
