package dev.vigil.linux;

import static dev.vigil.linux.Constants.SFD_CLOEXEC;
import static dev.vigil.linux.Constants.SFD_NONBLOCK;
import static dev.vigil.linux.Constants.SIG_BLOCK;

import dev.vigil.linux.Structs.SignalfdSiginfo;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signals as input of a loop. A signal can be received by descriptor only if every thread of the process blocks it, which
 * in a JVM means: blocked before the JVM starts ({@code env --block-signal=HUP,TERM,...}), with {@code -Xrs} so that the
 * JVM leaves HUP, INT and TERM alone, and {@code _JAVA_SR_SIGNUM} moved away from USR2. Signals that are not blocked so
 * are taken through the JVM's own handler instead, as far as it can: HUP, INT, TERM, USR1, USR2. A realtime signal that
 * is not blocked is ignored, for its default is to end the process. One thread at a time.
 */
public final class Signals extends Descriptor {
    public static final int HUP = Constants.SIGHUP;
    public static final int INT = Constants.SIGINT;
    public static final int KILL = Constants.SIGKILL;
    public static final int USR1 = Constants.SIGUSR1;
    public static final int USR2 = Constants.SIGUSR2;
    public static final int TERM = Constants.SIGTERM;

    /** The first and the last realtime signal that programs may use with glibc. */
    public static final int REALTIME_MIN = 34;

    public static final int REALTIME_MAX = 64;

    private static final int MASK_SIZE_BYTES = 8;
    private static final long SIG_IGN = 1;
    private static final int NONE = -1;

    private final int signalFd;
    private final EventFd wake;
    private final AtomicLong pending;
    private final NativeBuffer info = NativeBuffer.struct(SignalfdSiginfo.SIZE);

    private Signals(Epoll both, int signalFd, EventFd wake, AtomicLong pending) {
        super(both.fd());
        this.signalFd = signalFd;
        this.wake = wake;
        this.pending = pending;
    }

    /** Takes the given signals from now on, for the whole process. */
    public static Signals open(int... signals) {
        long blocked = blockedMask();
        long byDescriptor = 0;
        AtomicLong pending = new AtomicLong();
        EventFd wake = EventFd.open();
        for (int signal : signals) {
            if ((blocked & bit(signal)) != 0) {
                byDescriptor |= bit(signal);
            } else {
                handleInJvm(signal, pending, wake);
            }
        }
        // An epoll descriptor is readable while one of its own is, so the two sources look like one.
        Epoll both = Epoll.open(2);
        both.add(wake, 0);
        int signalFd = NONE;
        if (byDescriptor != 0) {
            signalFd = openSignalFd(byDescriptor);
            both.add(signalFd, Epoll.READABLE, 0);
        }
        return new Signals(both, signalFd, wake, pending);
    }

    private static long bit(int signal) {
        return 1L << (signal - 1);
    }

    private static long blockedMask() {
        NativeBuffer mask = NativeBuffer.struct(MASK_SIZE_BYTES);
        Libc.require("read", "signal mask", Syscall.RT_SIGPROCMASK, SIG_BLOCK, 0, mask.address(), MASK_SIZE_BYTES, 0);
        return mask.bytes().getLong(0);
    }

    private static int openSignalFd(long mask) {
        NativeBuffer set = NativeBuffer.struct(MASK_SIZE_BYTES);
        set.bytes().putLong(0, mask);
        long fd = Libc.require(
                "create signalfd",
                "",
                Syscall.SIGNALFD4,
                NONE,
                set.address(),
                MASK_SIZE_BYTES,
                SFD_CLOEXEC | SFD_NONBLOCK,
                0);
        set.keep();
        return (int) fd;
    }

    /** Lets the JVM deliver the signal from now on, if it can. */
    private static void handleInJvm(int signal, AtomicLong pending, EventFd wake) {
        if (signal >= REALTIME_MIN) {
            ignore(signal);
            return;
        }
        boolean _ = JvmSignals.handle(signal, () -> {
            pending.getAndUpdate(bits -> bits | bit(signal));
            wake.signal();
        });
    }

    /** Makes the process ignore a signal. */
    public static void ignore(int signal) {
        MemorySegment function = Libc.symbol("signal");
        long _ = Libc.function(function, signal, SIG_IGN, 0, 0, 0, 0);
    }

    /**
     * The number of the next signal that has arrived, or 0. Call it until it says 0. A signal that arrived several times
     * may be told once.
     */
    public int next() {
        // In this order: what is noted afterwards wakes again.
        long _ = wake.drain();
        long bits = pending.get();
        if (bits != 0) {
            int signal = Long.numberOfTrailingZeros(bits) + 1;
            pending.getAndUpdate(now -> now & ~bit(signal));
            return signal;
        }
        return signalFd == NONE ? 0 : nextByDescriptor();
    }

    private int nextByDescriptor() {
        long result = Libc.call(Syscall.READ, signalFd, info.address(), SignalfdSiginfo.SIZE);
        if (result == -Errno.EAGAIN) {
            return 0;
        }
        if (result < 0) {
            throw new LinuxException("read signalfd", (int) -result, "");
        }
        return info.bytes().getInt(SignalfdSiginfo.SSI_SIGNO);
    }

    @Override
    public void close() {
        super.close();
        if (signalFd != NONE) {
            Libc.callOnce(Syscall.CLOSE, signalFd);
        }
        wake.close();
    }
}
