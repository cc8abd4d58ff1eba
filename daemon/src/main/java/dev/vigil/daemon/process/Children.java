package dev.vigil.daemon.process;

import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.linux.ChildProcess;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.Errno;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.Pipe;
import dev.vigil.linux.Program;
import dev.vigil.linux.StandardStreams;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All programs that run now: starts them, reads what they write, ends those whose time is over, and takes their exits. */
final class Children {
    /** Tokens below this belong to others who use the same epoll. */
    static final long FIRST_TOKEN = 16;

    /**
     * How many outputs of programs that have ended are still read, because something that they left behind in the
     * background holds them: without a reader its next line would kill it.
     */
    static final int LEFT_OUTPUTS_MAX = 64;

    private final Epoll epoll;
    private final byte[] buffer = new byte[4096];
    /** By the token of the process, which is even; that of its output is one more. */
    private final Map<Long, Child> running = new HashMap<>();

    private final Map<Long, Pipe> leftOutputs = new HashMap<>();
    private final Deque<Long> leftOrder = new ArrayDeque<>();
    private long nextToken = FIRST_TOKEN;

    Children(Epoll epoll) {
        this.epoll = epoll;
    }

    /**
     * Starts a program. If it cannot be started the listener is told so before this returns.
     *
     * @param limitNs after which it is ended
     * @return what may be cancelled, or null if it was not started
     */
    @Nullable
    Child start(Launch.Ready launch, long limitNs, long nowNs, RunListener listener) {
        try {
            return startOrThrow(launch, limitNs, nowNs, listener);
        } catch (LinuxException refusal) {
            String reason = Launcher.reason(refusal, launch);
            listener.onOutcome(new Outcome.CannotRun(launch.program().path(), reason), nowNs);
            listener.onGone(nowNs);
            return null;
        }
    }

    private Child startOrThrow(Launch.Ready launch, long limitNs, long nowNs, RunListener listener) {
        Pipe output = Pipe.open();
        ChildProcess process = null;
        boolean watched = false;
        try {
            process = spawn(launch.program(), output);
            output.closeWriteEnd();
            long token = nextToken;
            nextToken += 2;
            epoll.add(process, token);
            epoll.add(output, token + 1);
            watched = true;
            Child child = new Child(launch, process, output, listener, limitNs, nowNs);
            running.put(token, child);
            return child;
        } finally {
            if (!watched) {
                giveUp(process, output);
            }
        }
    }

    /** What runs but cannot be watched must not run on. */
    private static void giveUp(@Nullable ChildProcess process, Pipe output) {
        output.close();
        if (process != null) {
            process.abandon();
        }
    }

    private static ChildProcess spawn(Program program, Pipe output) {
        StandardStreams streams = StandardStreams.into(output);
        try {
            return ChildProcess.start(program, streams);
        } catch (LinuxException refusal) {
            if (refusal.errno() != Errno.ENOEXEC) {
                throw refusal;
            }
            return ChildProcess.start(Launcher.throughShell(program), streams);
        }
    }

    /** Something is ready that belongs to {@code token}. */
    void onReady(long token, long nowNs) {
        boolean isOutput = (token & 1) == 1;
        Child child = running.get(token & ~1L);
        if (child == null) {
            readLeftOutput(token);
        } else if (isOutput) {
            readOutput(child);
        } else if (child.reap(buffer, nowNs)) {
            running.remove(token);
            child.process().close();
            keepOutput(token + 1, child.output());
        }
    }

    private void readOutput(Child child) {
        if (child.readOutput(buffer)) {
            // A closed pipe stays readable; the process itself tells of its end.
            epoll.remove(child.output().fd());
        }
    }

    private void keepOutput(long token, Pipe output) {
        if (!output.isOpen()) {
            return;
        }
        if (leftOutputs.size() >= LEFT_OUTPUTS_MAX) {
            closeLeftOutput(leftOrder.remove());
        }
        leftOutputs.put(token, output);
        leftOrder.add(token);
    }

    private void readLeftOutput(long token) {
        Pipe output = leftOutputs.get(token);
        if (output != null && output.read(buffer) == Pipe.END) {
            leftOrder.remove(token);
            closeLeftOutput(token);
        }
    }

    private void closeLeftOutput(long token) {
        Pipe output = leftOutputs.remove(token);
        if (output != null) {
            output.close();
        }
    }

    /** When {@link #onDeadlines} must be called next. */
    long deadlineNs() {
        long next = Child.NEVER;
        for (Child child : running.values()) {
            next = Math.min(next, child.deadlineNs());
        }
        return next;
    }

    void onDeadlines(long nowNs) {
        for (Child child : new ArrayList<>(running.values())) {
            if (child.deadlineNs() <= nowNs) {
                child.onDeadline(nowNs);
            }
        }
    }

    void cancelAll(long graceNs, long nowNs) {
        running.values().forEach(child -> child.cancel(graceNs, nowNs));
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    /** Lets go of everything; what still runs is on its own. */
    void close() {
        running.values().forEach(child -> {
            child.process().close();
            child.output().close();
        });
        running.clear();
        leftOutputs.values().forEach(Pipe::close);
        leftOutputs.clear();
        leftOrder.clear();
    }
}
