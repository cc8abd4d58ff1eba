package dev.vigil.daemon.process;

import dev.vigil.daemon.outcome.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs programs that check servers, a number of them side by side; the time of one that waits does not count. */
final class CheckRuns {
    static final int RUNNING_MAX = 256;

    private final Launcher launcher;
    private final Children children;
    private final Deque<CheckRun> waiting = new ArrayDeque<>();
    private final Set<Run> running = new LinkedHashSet<>();
    private boolean proceeding;

    CheckRuns(Launcher launcher, Children children) {
        this.launcher = launcher;
        this.children = children;
    }

    void accept(CheckRun run, long nowNs) {
        waiting.add(run);
        proceed(nowNs);
    }

    /** Ends what runs; nobody is told of it. */
    void stop(long graceNs, long nowNs) {
        waiting.clear();
        for (Run run : running) {
            if (run.child != null) {
                run.child.cancel(graceNs, nowNs);
            }
        }
    }

    /** Starts what may be started; one that cannot be started has ended when its turn is over. */
    private void proceed(long nowNs) {
        if (proceeding) {
            return;
        }
        proceeding = true;
        while (running.size() < RUNNING_MAX && !waiting.isEmpty()) {
            start(waiting.remove(), nowNs);
        }
        proceeding = false;
    }

    private void start(CheckRun what, long nowNs) {
        Run run = new Run(what);
        running.add(run);
        switch (launcher.prepare(what.command())) {
            case Launch.Ready program -> run.child = children.start(program, what.limitNs(), nowNs, run);
            case Launch.Refused refused -> {
                run.onOutcome(new Outcome.CannotRun(refused.program(), refused.reason()), nowNs);
                run.onGone(nowNs);
            }
        }
    }

    /** One run of a program. */
    private final class Run implements RunListener {
        private final CheckRun what;
        private @Nullable Child child;

        Run(CheckRun what) {
            this.what = what;
        }

        @Override
        public void onOutcome(Outcome outcome, long nowNs) {
            what.ended().accept(outcome);
        }

        @Override
        public void onGone(long nowNs) {
            running.remove(this);
            proceed(nowNs);
        }

        /** It hangs in the kernel: its place is for another. */
        @Override
        public void onStuck(long nowNs) {
            onGone(nowNs);
        }
    }
}
