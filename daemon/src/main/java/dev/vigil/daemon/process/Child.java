package dev.vigil.daemon.process;

import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.linux.ChildProcess;
import dev.vigil.linux.Exit;
import dev.vigil.linux.Pipe;
import java.util.Optional;

/** A running program: its process, its output, its deadline, and how far the ending of it has come. */
final class Child {
    static final long NEVER = Long.MAX_VALUE;
    /** From the request to end to the kill that nothing survives. */
    static final long KILL_AFTER_NS = 2_000_000_000L;
    /** From the kill to the conclusion that the process hangs in the kernel. */
    static final long STUCK_AFTER_NS = 2_000_000_000L;

    static final int SIGKILL = 9;

    private static final int SIGTERM = 15;
    private static final int READS_MAX = 16;

    private enum Phase {
        RUNNING,
        /** Asked to end. */
        ENDING,
        KILLED,
        STUCK
    }

    private final Launch.Ready launch;
    private final ChildProcess process;
    private final Pipe output;
    private final OutputTail tail = new OutputTail();
    private final RunListener listener;
    private final long startedNs;
    private final long limitNs;
    private Phase phase = Phase.RUNNING;
    private long deadlineNs;
    private boolean told;

    Child(Launch.Ready launch, ChildProcess process, Pipe output, RunListener listener, long limitNs, long nowNs) {
        this.launch = launch;
        this.process = process;
        this.output = output;
        this.listener = listener;
        this.startedNs = nowNs;
        this.limitNs = limitNs;
        this.deadlineNs = nowNs + limitNs;
    }

    ChildProcess process() {
        return process;
    }

    Pipe output() {
        return output;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    /** Reads what it has written; true when nothing more will come. One call reads a bounded amount. */
    boolean readOutput(byte[] buffer) {
        for (int reads = 0; reads < READS_MAX; reads++) {
            int count = output.read(buffer);
            if (count == Pipe.END) {
                return true;
            }
            if (count == 0) {
                return false;
            }
            tail.add(buffer, count);
        }
        return false;
    }

    void onDeadline(long nowNs) {
        switch (phase) {
            case RUNNING -> {
                tell(new Outcome.TimedOut(limitNs, tail.lastLine(), nowNs - startedNs), nowNs);
                end(KILL_AFTER_NS, nowNs);
            }
            case ENDING -> {
                phase = Phase.KILLED;
                deadlineNs = nowNs + STUCK_AFTER_NS;
                process.killGroup(SIGKILL);
            }
            case KILLED -> {
                phase = Phase.STUCK;
                deadlineNs = NEVER;
                listener.onStuck(nowNs);
            }
            case STUCK -> deadlineNs = NEVER;
        }
    }

    /** Asks it and all that it started to end, and kills what is left after the grace. Its outcome is no longer told. */
    void cancel(long graceNs, long nowNs) {
        told = true;
        if (phase == Phase.RUNNING) {
            end(graceNs, nowNs);
        } else if (phase == Phase.ENDING) {
            deadlineNs = Math.min(deadlineNs, nowNs + graceNs);
        }
    }

    private void end(long graceNs, long nowNs) {
        phase = Phase.ENDING;
        deadlineNs = nowNs + graceNs;
        process.killGroup(SIGTERM);
    }

    /** Called when the process may have ended; true if it has. What it left in its group is killed if it was to end. */
    boolean reap(byte[] buffer, long nowNs) {
        boolean ended = readOutput(buffer);
        if (phase != Phase.RUNNING) {
            // Before its end is asked for: after that its number may be another's.
            process.killGroup(SIGKILL);
        }
        Optional<Exit> exit = process.exit();
        if (exit.isEmpty()) {
            return false;
        }
        tell(outcome(exit.get(), nowNs), nowNs);
        listener.onGone(nowNs);
        if (ended || phase != Phase.RUNNING) {
            output.close();
        }
        return true;
    }

    private Outcome outcome(Exit exit, long nowNs) {
        long durationNs = nowNs - startedNs;
        return switch (exit) {
            case Exit.Exited(int status) ->
                Launcher.reasonOf(status, launch)
                        .<Outcome>map(
                                reason -> new Outcome.CannotRun(launch.program().path(), reason))
                        .orElseGet(() -> new Outcome.Exited(status, tail.lastLine(), durationNs));
            case Exit.Killed(int signal) -> new Outcome.Killed(signal, tail.lastLine(), durationNs);
        };
    }

    private void tell(Outcome outcome, long nowNs) {
        if (!told) {
            told = true;
            listener.onOutcome(outcome, nowNs);
        }
    }
}
