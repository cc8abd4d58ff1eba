package dev.vigil.daemon.history;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringOrder;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.daemon.control.HistoryEntry;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.vrrp.Teller;
import io.avaje.json.JsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Writes every change of state into a file of bounded length, on a thread that is there only while there is something to do. */
public final class History implements Teller, AutoCloseable {
    /** Some days of a cluster with some trouble: a change takes about 200 bytes. */
    private static final int HALF_MAX = 512 * 1024;

    private static final int WAITING_MAX = 2_048;
    private static final long IDLE_S = 5;
    private static final long CLOSE_MS = 1_000;

    private final HistoryFile file;
    private final EventLog log;
    private final Envelope envelope;
    private final ThreadPoolExecutor thread;

    public History(Path file, EventLog log) {
        this.file = new HistoryFile(file, HALF_MAX);
        this.log = log;
        envelope = new Envelope("the history", log);
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_S,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().name("vigil-history").daemon(true).factory());
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void transition(String instance, Transition transition, boolean resigned) {
        long atEpochMs = System.currentTimeMillis();
        try {
            thread.execute(() -> envelope.attempt(() -> write(instance, transition, atEpochMs)));
        } catch (RejectedExecutionException full) {
            // More changes than anybody will read, or the daemon ends without them.
            return;
        }
    }

    private void write(String instance, Transition transition, long atEpochMs) {
        HistoryEntry entry = new HistoryEntry(
                atEpochMs,
                instance,
                transition.from().name(),
                word(transition),
                transition.priority(),
                transition.why().stream().map(Cause::text).toList(),
                transition.unheldNs());
        try {
            file.append(entry.line());
        } catch (IOException failure) {
            log.put(new DaemonEvent.OperationFailed("write the history", String.valueOf(failure.getMessage())));
        }
    }

    private static String word(Transition transition) {
        boolean drained = transition.why().getFirst() instanceof Cause.Steered steered
                && (steered.order() == SteeringOrder.DRAIN || steered.order() == SteeringOrder.STAY_OUT);
        return switch (transition.kind()) {
            case ENTERED ->
                drained && transition.to() == State.FAULT
                        ? StatusReport.MAINTENANCE
                        : transition.to().name();
            case STOPPED -> "STOPPED";
            case DELETED -> "REMOVED";
        };
    }

    /** Writes everything that is known, the oldest first, a line each; what a crash has damaged is passed over. */
    public void write(Appendable out) throws IOException {
        for (String line : file.lines()) {
            if (isWhole(line)) {
                out.append(line).append('\n');
            }
        }
    }

    private static boolean isWhole(String line) {
        try {
            return !HistoryEntry.read(line).why().isEmpty();
        } catch (JsonException damaged) {
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean _ = thread.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
