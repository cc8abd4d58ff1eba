package dev.vigil.linux;

import static dev.vigil.linux.Constants.MCL_CURRENT;
import static dev.vigil.linux.Constants.MCL_FUTURE;
import static dev.vigil.linux.Constants.MCL_ONFAULT;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** What the process asks of the kernel for itself as a whole. */
public final class ThisProcess {
    private static final String THREADS = "/proc/self/task";
    private static final String NAME = "/proc/self/comm";

    private static final String OPEN_FILES = "Max open files";
    private static final long OPEN_FILES_USUALLY = 1024;

    /** Counted from the field behind the name. */
    private static final int START_FIELD = 19;

    private ThisProcess() {}

    /**
     * Links the path that a refused call takes, which costs milliseconds, at a quiet moment instead of in the middle of
     * the first refusal. The successful path links with the first call of this module.
     */
    public static void linkErrorPath() {
        Libc.linkErrorPath();
    }

    /**
     * Sets the file mode creation mask, of the thread alone if it has its own ({@link ThisThread#setWorkingDirectory}), and
     * returns the one before.
     */
    public static int setUmask(int mask) {
        return (int) Libc.call(Syscall.UMASK, mask);
    }

    /** When it was started, in ticks since boot; together with its number this names it for good. */
    public static long startTicks() throws IOException {
        return startTicks(Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1));
    }

    /** The 22nd field of a stat file; the second, the name, is the one that may hold blanks and brackets. */
    static long startTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return Long.parseLong(fields[START_FIELD]);
    }

    /** How many files it may have open at a time; the JVM has raised that to what is allowed. */
    public static long openFilesMax() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith(OPEN_FILES))
                    .map(line -> line.substring(OPEN_FILES.length()).strip())
                    .map(numbers -> numbers.substring(0, numbers.indexOf(' ')))
                    .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                    .findFirst()
                    .orElse(OPEN_FILES_USUALLY);
        } catch (IOException unreadable) {
            return OPEN_FILES_USUALLY;
        }
    }

    /** From now on nothing comes from or goes to the terminal or the pipes that this process was started with. */
    public static void discardStandardStreams() {
        StandardStreams discarded = StandardStreams.discarded();
        replace(0, discarded.input());
        replace(1, discarded.output());
        replace(2, discarded.error());
    }

    private static void replace(int fd, int by) {
        Libc.require("replace", "descriptor " + fd, Syscall.DUP3, by, fd, 0);
    }

    /** Keeps every page that is touched from now on, or was before, in memory. Pages never touched cost nothing. */
    public static void lockMemory() {
        Libc.require("lock", "memory", Syscall.MLOCKALL, MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT, 0, 0);
    }

    /**
     * Sets the niceness of all present threads, since Linux keeps it for each; later ones inherit it.
     *
     * @param niceness -20..19
     */
    public static void setNiceness(int niceness) {
        forEachThread(threadId -> ThisThread.setNiceness(threadId, niceness));
    }

    /**
     * Sets the realtime priority of all present threads, so that none of the JVM's own starves a loop that waits for
     * it; later ones inherit it. A {@link ChildProcess} is scheduled ordinarily all the same.
     *
     * @param priority 1..99, or 0 for ordinary scheduling
     */
    public static void setRealtimePriority(int priority) {
        forEachThread(threadId -> ThisThread.setRealtimePriority(threadId, priority, 0));
    }

    /** The processors that all present threads may use, and those that they start later. */
    public static void setProcessors(Collection<Integer> processors) {
        forEachThread(threadId -> ThisThread.setProcessors(threadId, processors));
    }

    /** The name that lists of processes show, of which the kernel keeps 15 bytes. */
    public static void setName(String name) {
        int fd = OpenFile.open(NAME, Constants.O_WRONLY, 0);
        try {
            OpenFile.write(fd, name, NAME);
        } finally {
            OpenFile.close(fd);
        }
    }

    private static void forEachThread(IntConsumer action) {
        String[] threadIds = new File(THREADS).list();
        if (threadIds == null) {
            throw new LinuxException("list", Errno.ENOENT, THREADS);
        }
        for (String threadId : threadIds) {
            try {
                action.accept(Integer.parseInt(threadId));
            } catch (LinuxException refused) {
                // A thread may end while the list is walked.
                if (refused.errno() != Errno.ESRCH) {
                    throw refused;
                }
            }
        }
    }
}
