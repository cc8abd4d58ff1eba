package dev.vigil.linux;

import static dev.vigil.linux.Constants.CLONE_FS;
import static dev.vigil.linux.Constants.PRIO_PROCESS;
import static dev.vigil.linux.Constants.SCHED_FIFO;
import static dev.vigil.linux.Constants.SCHED_OTHER;
import static dev.vigil.linux.Constants.SCHED_RESET_ON_FORK;

import java.util.Collection;

/** What a platform thread asks of the kernel for itself. */
public final class ThisThread {
    private static final int SELF = 0;
    private static final String NAME = "/proc/thread-self/comm";

    /** More than the kernel can have. */
    private static final int PROCESSORS_MAX = 8192;

    private ThisThread() {}

    /**
     * Schedules it before all ordinary threads. Threads and processes that it starts later are ordinary again.
     *
     * @param priority 1..99, or 0 for ordinary scheduling
     * @throws LinuxException EPERM without CAP_SYS_NICE or a realtime limit
     */
    public static void setRealtimePriority(int priority) {
        setRealtimePriority(SELF, priority, SCHED_RESET_ON_FORK);
    }

    /** {@code forkFlag}: SCHED_RESET_ON_FORK, or 0 so that new threads inherit. */
    static void setRealtimePriority(int threadId, int priority, int forkFlag) {
        NativeBuffer parameter = NativeBuffer.struct(Integer.BYTES);
        parameter.bytes().putInt(0, priority);
        int policy = priority > 0 ? SCHED_FIFO : SCHED_OTHER;
        Libc.require(
                "set",
                "realtime priority " + priority,
                Syscall.SCHED_SETSCHEDULER,
                threadId,
                policy | forkFlag,
                parameter.address());
        parameter.keep();
    }

    /** The name that lists of threads show, of which the kernel keeps 15 bytes. */
    public static void setName(String name) {
        int fd = OpenFile.open(NAME, Constants.O_WRONLY, 0);
        try {
            OpenFile.write(fd, name, NAME);
        } finally {
            OpenFile.close(fd);
        }
    }

    /** The processors that it may use, and threads and processes that it starts later. */
    public static void setProcessors(Collection<Integer> processors) {
        setProcessors(SELF, processors);
    }

    /** The processors that a thread may use, and threads and processes that it starts later. */
    static void setProcessors(int threadId, Collection<Integer> processors) {
        NativeBuffer mask = NativeBuffer.struct(PROCESSORS_MAX / Byte.SIZE);
        for (int processor : processors) {
            if (processor < PROCESSORS_MAX) {
                int at = processor / Byte.SIZE;
                mask.bytes().put(at, (byte) (mask.bytes().get(at) | 1 << processor % Byte.SIZE));
            }
        }
        Libc.require(
                "use",
                "processors " + processors,
                Syscall.SCHED_SETAFFINITY,
                threadId,
                mask.sizeBytes(),
                mask.address());
        mask.keep();
    }

    /**
     * Gives the thread a working directory and a file mode creation mask of its own, which the programs that it starts
     * inherit. The JVM itself resolves relative paths without the kernel's working directory.
     */
    public static void setWorkingDirectory(String directory) {
        Libc.require("separate", "the working directory", Syscall.UNSHARE, CLONE_FS, 0, 0);
        NativeBuffer path = NativeBuffer.cString(directory);
        Libc.require("change to", directory, Syscall.CHDIR, path.address(), 0, 0);
        path.keep();
    }

    /**
     * How much it leaves to others, also threads and processes that it starts later.
     *
     * @param niceness -20..19
     */
    public static void setNiceness(int niceness) {
        setNiceness(SELF, niceness);
    }

    static void setNiceness(int threadId, int niceness) {
        Libc.require("set", "niceness " + niceness, Syscall.SETPRIORITY, PRIO_PROCESS, threadId, niceness);
    }
}
