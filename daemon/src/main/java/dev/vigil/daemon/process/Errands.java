package dev.vigil.daemon.process;

import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.NotifyEvent;
import dev.vigil.daemon.outcome.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs programs that are told once: those of one subject one after the other, a number of different ones side by side. A
 * thousand servers that fail in one second do not start a thousand programs in that second.
 */
final class Errands {
    static final int RUNNING_MAX = 16;

    private final Launcher launcher;
    private final Children children;
    private final EventLog log;
    private final Map<String, Deque<Errand>> waiting = new HashMap<>();

    /** The subjects of which nothing runs, in the order in which they came. */
    private final Deque<String> ready = new ArrayDeque<>();

    private int running;
    private boolean proceeding;

    Errands(Launcher launcher, Children children, EventLog log) {
        this.launcher = launcher;
        this.children = children;
        this.log = log;
    }

    void accept(Errand errand, long nowNs) {
        Deque<Errand> queue = waiting.get(errand.subject());
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting.put(errand.subject(), queue);
            ready.add(errand.subject());
        }
        queue.add(errand);
        proceed(nowNs);
    }

    /** Whether every program has been run. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Says what will not be run any more. */
    void abandon() {
        waiting.forEach((subject, queue) -> log.put(new NotifyEvent.Abandoned(subject, queue.size())));
        waiting.clear();
        ready.clear();
    }

    /** Starts what may be started; one that cannot be started has ended when its turn is over. */
    private void proceed(long nowNs) {
        if (proceeding) {
            return;
        }
        proceeding = true;
        while (running < RUNNING_MAX && !ready.isEmpty()) {
            Deque<Errand> queue = waiting.get(ready.remove());
            Errand errand = queue == null ? null : queue.peek();
            if (errand != null) {
                running++;
                start(errand, nowNs);
            }
        }
        proceeding = false;
    }

    private void start(Errand errand, long nowNs) {
        Run run = new Run(errand);
        switch (launcher.prepare(errand.command())) {
            case Launch.Ready program -> {
                Child _ = children.start(program, Notifier.TIMEOUT_NS, nowNs, run);
            }
            case Launch.Refused refused -> {
                run.onOutcome(new Outcome.CannotRun(refused.program(), refused.reason()), nowNs);
                run.onGone(nowNs);
            }
        }
    }

    /** One run of a program. */
    private final class Run implements RunListener {
        private final Errand errand;
        private boolean over;

        Run(Errand errand) {
            this.errand = errand;
        }

        @Override
        public void onOutcome(Outcome outcome, long nowNs) {
            String program = errand.command().arguments().getFirst();
            log.put(new NotifyEvent.Ended(errand.subject(), program, errand.what(), outcome));
        }

        @Override
        public void onGone(long nowNs) {
            finish();
            proceed(nowNs);
        }

        @Override
        public void onStuck(long nowNs) {
            finish();
            proceed(nowNs);
        }

        private void finish() {
            Deque<Errand> queue = waiting.get(errand.subject());
            if (over) {
                return;
            }
            over = true;
            running--;
            if (queue != null) {
                queue.remove();
                if (queue.isEmpty()) {
                    waiting.remove(errand.subject());
                } else {
                    ready.add(errand.subject());
                }
            }
        }
    }
}
