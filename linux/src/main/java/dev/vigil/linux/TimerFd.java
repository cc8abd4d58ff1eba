package dev.vigil.linux;

import static dev.vigil.linux.Constants.CLOCK_MONOTONIC;
import static dev.vigil.linux.Constants.TFD_CLOEXEC;
import static dev.vigil.linux.Constants.TFD_NONBLOCK;
import static dev.vigil.linux.Constants.TFD_TIMER_ABSTIME;

import dev.vigil.linux.Structs.Itimerspec;
import dev.vigil.linux.Structs.Timespec;
import java.nio.ByteBuffer;

/** A descriptor that becomes readable at a deadline. Arming and draining allocate nothing. One thread at a time. */
public final class TimerFd extends Descriptor {
    static final long NS_PER_S = 1_000_000_000L;

    private final NativeBuffer setting = NativeBuffer.struct(Itimerspec.SIZE);
    private final NativeBuffer expirations = NativeBuffer.struct(Long.BYTES);

    private TimerFd(int fd) {
        super(fd);
    }

    public static TimerFd open() {
        long fd = Libc.require(
                "create timer", "", Syscall.TIMERFD_CREATE, CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK, 0);
        return new TimerFd((int) fd);
    }

    /**
     * Replaces the deadline; one that has passed makes the descriptor readable at once.
     *
     * @param deadlineNs on the scale of {@link MonotonicClock#nowNs()}
     */
    public void arm(long deadlineNs) {
        // Zero would disarm.
        set(Math.max(1, deadlineNs));
    }

    public void disarm() {
        set(0);
    }

    private void set(long valueNs) {
        ByteBuffer bytes = setting.bytes();
        bytes.putLong(Itimerspec.IT_VALUE + Timespec.TV_SEC, valueNs / NS_PER_S);
        bytes.putLong(Itimerspec.IT_VALUE + Timespec.TV_NSEC, valueNs % NS_PER_S);
        long result = Libc.call(Syscall.TIMERFD_SETTIME, fd(), TFD_TIMER_ABSTIME, setting.address(), 0, 0, 0);
        if (result < 0) {
            throw new LinuxException("set timer", (int) -result, "");
        }
    }

    /**
     * Makes the descriptor unreadable. Re-arming does so too, so a loop that arms the next deadline after each expiry
     * need not call it.
     *
     * @return whether the deadline had passed
     */
    public boolean drain() {
        long result = Libc.call(Syscall.READ, fd(), expirations.address(), Long.BYTES);
        if (result < 0 && result != -Errno.EAGAIN) {
            throw new LinuxException("read timer", (int) -result, "");
        }
        return result > 0;
    }
}
