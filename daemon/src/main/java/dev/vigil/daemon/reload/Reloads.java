package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.control.ReloadAnswer;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.EventLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes requests to reload. One runs at a time; those that come meanwhile become one for each mode, which begins afterwards,
 * so that everybody gets the answer of a reload that began after the request, and no more than four ever wait.
 */
public final class Reloads {
    /** How long an answer may take once the loop has the proposal of somebody who gave up. */
    private static final long COMMITTED_WITHIN_MS = 10_000;

    private final Reloader reloader;
    private final Executor thread;
    private final Map<ReloadMode, ReloadRun> waiting = new LinkedHashMap<>();

    /**
     * @param inForce the configuration that the loop begins with
     * @param thread runs one thing after the other, away from every loop
     */
    public Reloads(Config inForce, ReloadEdge edge, List<Participant> participants, EventLog log, Executor thread) {
        reloader = new Reloader(inForce, edge, participants, log);
        this.thread = thread;
    }

    /** The configuration in force, as the loop answered last. */
    public Config inForce() {
        return reloader.inForce();
    }

    /** The last reload that was no trial. */
    public Optional<StatusReport.Reload> last() {
        return reloader.last();
    }

    /** A request, with the run that will answer it. */
    public static final class Ticket {
        private final ReloadRun run;

        private Ticket(ReloadRun run) {
            this.run = run;
        }

        /**
         * Waits for the answer. Whoever gives up takes the request back, unless others ask, too, or the loop has it already;
         * then its answer is near.
         *
         * @throws TimeoutException if there is none even so
         */
        public ReloadAnswer await(long withinMs) throws InterruptedException, TimeoutException {
            try {
                try {
                    return run.answer().get(withinMs, TimeUnit.MILLISECONDS);
                } catch (TimeoutException late) {
                    if (run.leave()) {
                        return ReloadAnswers.refused(
                                run.mode(),
                                "it took longer than " + withinMs / 1000 + " s; it was withdrawn and will not be"
                                        + " applied later",
                                List.of());
                    }
                    return run.answer().get(COMMITTED_WITHIN_MS, TimeUnit.MILLISECONDS);
                }
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("nothing completes an answer with an exception", impossible);
            }
        }
    }

    /**
     * Asks for a reload. Any thread may ask, and is not held up.
     *
     * @param reason who asks, for the log
     */
    public Ticket request(String reason, ReloadMode mode) {
        boolean first = false;
        ReloadRun run;
        synchronized (waiting) {
            ReloadRun present = waiting.get(mode);
            if (present != null && present.isWanted()) {
                run = present;
            } else {
                run = new ReloadRun(mode);
                waiting.put(mode, run);
                first = true;
            }
            run.join(reason);
        }
        if (first) {
            try {
                thread.execute(() -> run(mode));
            } catch (RejectedExecutionException ended) {
                boolean _ = run.answer().complete(ReloadAnswers.refused(mode, "the daemon stops", List.of()));
            }
        }
        return new Ticket(run);
    }

    private void run(ReloadMode mode) {
        ReloadRun run;
        synchronized (waiting) {
            run = waiting.remove(mode);
        }
        if (run != null && run.isWanted()) {
            boolean _ = run.answer().complete(reloader.run(run));
        }
    }
}
