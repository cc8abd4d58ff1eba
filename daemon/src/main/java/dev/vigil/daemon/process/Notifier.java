package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.OwnSettings.Owner;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.NotifyEvent;
import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.daemon.outcome.OutcomeText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs notification scripts: those of one instance one after the other in the order of its notices, those of different
 * instances side by side.
 */
final class Notifier {
    /** A script that runs longer is killed with all that it started: it would hold up what follows for good. */
    static final long TIMEOUT_NS = 300_000_000_000L;

    /** From the request to end, because a stop waits behind it, to the kill. */
    static final long HURRY_GRACE_NS = 500_000_000L;

    private final Launcher launcher;
    private final Children children;
    private final EventLog log;
    private final Map<Key, Telling> tellings = new HashMap<>();
    private final Map<Key, StatusReport.Notify> status = new ConcurrentHashMap<>();

    record Key(Notice.Subject subject, String name) {
        /** What programs that are told of it may have variables for. */
        Owner owner() {
            return switch (subject) {
                case INSTANCE -> Owner.INSTANCE;
                case GROUP -> Owner.SYNC_GROUP;
            };
        }
    }

    Notifier(Launcher launcher, Children children, EventLog log) {
        this.launcher = launcher;
        this.children = children;
        this.log = log;
    }

    void accept(Notice notice, long nowNs) {
        Key key = new Key(notice.subject(), notice.name());
        tellings.computeIfAbsent(key, Telling::new).add(notice, nowNs);
    }

    /** Whether everything is told. */
    boolean isIdle() {
        return tellings.values().stream().noneMatch(telling -> telling.queue.isBusy());
    }

    /** The daemon ends: what runs where a stop waits to be told is ended, and the stop comes next. */
    void hurry(long nowNs) {
        tellings.values().forEach(telling -> telling.hurry(nowNs));
    }

    /** Says what will not be told any more. */
    void abandon() {
        tellings.forEach((key, telling) -> {
            if (telling.queue.size() > 0) {
                log.put(new NotifyEvent.Abandoned(key.name(), telling.queue.size()));
            }
        });
        tellings.clear();
    }

    /** What became of the notifications of an instance; any thread may ask. */
    StatusReport.Notify status(Notice.Subject subject, String name) {
        return status.getOrDefault(new Key(subject, name), StatusReport.Notify.NONE);
    }

    /** The notices of one instance on their way to its scripts. */
    private final class Telling {
        final Key key;
        final NotifyQueue queue = new NotifyQueue();
        private long runs;
        private long failed;
        private long skipped;
        private Optional<StatusReport.Run> last = Optional.empty();
        private boolean running;
        private @Nullable Child child;

        Telling(Key key) {
            this.key = key;
        }

        void add(Notice notice, long nowNs) {
            int left = queue.add(notice);
            if (left > 0) {
                skipped += left;
                log.put(new NotifyEvent.Skipped(key.name(), left, notice.state().name()));
            }
            proceed(nowNs);
            publish();
        }

        /** Starts the next program, unless one is running; one that cannot be started has ended when this returns. */
        private void proceed(long nowNs) {
            while (!running) {
                Command command = queue.next();
                if (command == null) {
                    return;
                }
                running = true;
                Step step = new Step(this, command.arguments().getFirst());
                switch (launcher.prepare(command, key.owner(), key.name())) {
                    case Launch.Ready ready -> keep(children.start(ready, TIMEOUT_NS, nowNs, step));
                    case Launch.Refused refused -> {
                        step.onOutcome(new Outcome.CannotRun(refused.program(), refused.reason()), nowNs);
                        step.onGone(nowNs);
                    }
                }
            }
        }

        /** One that could not be started has started its successor, if there is one, before this is called. */
        private void keep(@Nullable Child started) {
            if (started != null) {
                child = started;
            }
        }

        void hurry(long nowNs) {
            int left = queue.keepStop();
            if (left > 0) {
                log.put(new NotifyEvent.Abandoned(key.name(), left));
                skipped += left;
                if (child != null) {
                    child.cancel(HURRY_GRACE_NS, nowNs);
                }
                publish();
            }
        }

        private void note(String program, Outcome outcome) {
            String state = queue.current().state().name();
            log.put(new NotifyEvent.Ended(key.name(), program, state, outcome));
            runs++;
            failed += outcome.success() ? 0 : 1;
            last = Optional.of(new StatusReport.Run(
                    program + " (" + state + ")",
                    OutcomeText.brief(outcome),
                    outcome.lastLine(),
                    outcome.durationNs(),
                    System.currentTimeMillis()));
        }

        private void publish() {
            status.put(key, new StatusReport.Notify(runs, failed, skipped, queue.size(), last));
        }
    }

    /** One program that is run for one notice. */
    private static final class Step implements RunListener {
        private final Telling telling;
        private final String program;
        private boolean over;

        Step(Telling telling, String program) {
            this.telling = telling;
            this.program = program;
        }

        @Override
        public void onOutcome(Outcome outcome, long nowNs) {
            telling.note(program, outcome);
        }

        @Override
        public void onGone(long nowNs) {
            finish(nowNs);
        }

        /** What does not go must not hold up what is to be told. */
        @Override
        public void onStuck(long nowNs) {
            finish(nowNs);
        }

        private void finish(long nowNs) {
            if (!over) {
                over = true;
                telling.running = false;
                telling.proceed(nowNs);
                telling.publish();
            }
        }
    }
}
