package dev.vigil.linux;

import static dev.vigil.linux.Constants.EFD_CLOEXEC;
import static dev.vigil.linux.Constants.EFD_NONBLOCK;

/**
 * Wakes a loop from another thread. Any thread may {@link #signal()}; one thread waits and drains. Closing must be
 * ordered after the last signal by the owner. Neither operation allocates.
 */
public final class EventFd extends Descriptor {
    private static final NativeBuffer ONE = one();

    private final NativeBuffer count = NativeBuffer.struct(Long.BYTES);

    private EventFd(int fd) {
        super(fd);
    }

    private static NativeBuffer one() {
        NativeBuffer one = NativeBuffer.struct(Long.BYTES);
        one.bytes().putLong(0, 1);
        return one;
    }

    public static EventFd open() {
        return new EventFd(
                (int) Libc.require("create eventfd", "", Syscall.EVENTFD2, 0, EFD_CLOEXEC | EFD_NONBLOCK, 0));
    }

    /** Makes the descriptor readable until it is drained. */
    public void signal() {
        long result = Libc.call(Syscall.WRITE, fd(), ONE.address(), Long.BYTES);
        // A full counter is as readable as can be.
        if (result < 0 && result != -Errno.EAGAIN) {
            throw new LinuxException("signal eventfd", (int) -result, "");
        }
    }

    /** The number of signals since the last drain; 0 if there was none. */
    public long drain() {
        long result = Libc.call(Syscall.READ, fd(), count.address(), Long.BYTES);
        if (result == -Errno.EAGAIN) {
            return 0;
        }
        if (result < 0) {
            throw new LinuxException("read eventfd", (int) -result, "");
        }
        return count.bytes().getLong(0);
    }
}
