package dev.vigil.daemon.log;

import dev.vigil.daemon.handoff.Handoff;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The event log of the daemon: a bounded queue and one thread that formats and writes. When the queue is full events are
 * lost, counted, and the count is told.
 */
public final class LogThread implements EventLog, AutoCloseable {
    /** How many events wait at most. */
    static final int QUEUE_CAPACITY = 4096;
    /** How long {@link #close} waits for what is queued to be written. */
    static final long CLOSE_WAIT_MS = 1000;

    private static final long IDLE_NS = 60_000_000_000L;

    private final Handoff<Stamped> queue = new Handoff<>(QUEUE_CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final boolean detail;
    private final List<Destination> destinations;
    private final LogLimits limits = new LogLimits();
    private final LongSupplier epochMs;
    private final Thread thread;
    private final Envelope envelope = new Envelope("the log", this::writeNow);
    private final Map<String, Long> defects = new ConcurrentHashMap<>();
    private boolean ended;
    private volatile boolean idle;
    private volatile boolean closing;

    private record Stamped(long epochMs, Event event) {}

    /** A sink, and what it failed to take since it last worked. */
    private static final class Destination {
        final LogSink sink;
        long lost;
        boolean used;

        @Nullable
        String reason;

        Destination(LogSink sink) {
            this.sink = sink;
        }
    }

    private LogThread(boolean detail, List<LogSink> sinks, LongSupplier epochMs) {
        this.detail = detail;
        this.destinations = sinks.stream().map(Destination::new).toList();
        this.epochMs = epochMs;
        this.thread = Thread.ofPlatform().name("vigil-log").daemon(true).unstarted(this::run);
    }

    /**
     * Starts the log.
     *
     * @param detail whether events of level {@code DETAIL} are written: option {@code -D}
     * @param sinks where lines go; closed together with the log
     */
    public static LogThread start(boolean detail, List<LogSink> sinks) {
        LogThread log = new LogThread(detail, sinks, System::currentTimeMillis);
        log.thread.start();
        return log;
    }

    @Override
    public void put(Event event) {
        if (event instanceof DaemonEvent.Defect defect) {
            defects.merge(defect.where(), 1L, Long::sum);
        }
        if (!detail && event.kind().level() == Level.DETAIL) {
            return;
        }
        if (!queue.offer(new Stamped(epochMs.getAsLong(), event))) {
            lost.incrementAndGet();
        }
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** How many defects were reported since the start, by where they were found, whether or not a line of them was written. */
    public Map<String, Long> defects() {
        return new TreeMap<>(defects);
    }

    /** Writes what is queued, within {@link #CLOSE_WAIT_MS}, and ends. Events put after this are lost. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!ended) {
            boolean _ = envelope.attempt(this::turn);
        }
    }

    private void turn() {
        // Read before draining: whatever was put before close() is written.
        boolean last = closing;
        drain();
        tellLost();
        limits.expire(System.nanoTime()).forEach(this::writeNow);
        if (last) {
            limits.expireAll(System.nanoTime()).forEach(this::writeNow);
            destinations.forEach(destination -> destination.sink.close());
            ended = true;
            return;
        }
        idle = true;
        if (queue.isEmpty() && !closing) {
            LockSupport.parkNanos(this, Math.min(IDLE_NS, limits.nextExpiryNs() - System.nanoTime()));
        }
        idle = false;
    }

    private void drain() {
        for (int turns = 0; turns < QUEUE_CAPACITY; turns++) {
            Stamped stamped = queue.poll();
            if (stamped == null) {
                return;
            }
            boolean _ = envelope.attempt(() -> write(stamped));
        }
    }

    private void write(Stamped stamped) {
        String text = EventText.of(stamped.event());
        if (limits.admits(stamped.event(), text, System.nanoTime())) {
            write(new LogLine(stamped.epochMs(), stamped.event(), text));
        }
    }

    /** Where no line ever arrives, nobody would look for the reason. */
    private void tellOthers(Destination failed, Event event) {
        LogLine line = new LogLine(epochMs.getAsLong(), event, EventText.of(event));
        for (Destination destination : destinations) {
            if (destination != failed) {
                write(line, destination);
            }
        }
    }

    private void tellLost() {
        long count = lost.getAndSet(0);
        if (count > 0) {
            writeNow(new DaemonEvent.EventsLost(count));
        }
    }

    private void writeNow(Event event) {
        write(new LogLine(epochMs.getAsLong(), event, EventText.of(event)));
    }

    private void write(LogLine line) {
        for (Destination destination : destinations) {
            write(line, destination);
        }
    }

    private void write(LogLine line, Destination destination) {
        try {
            destination.sink.write(line);
        } catch (IOException | RuntimeException e) {
            String failure = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
            destination.lost++;
            destination.reason = failure;
            if (!destination.used) {
                destination.used = true;
                tellOthers(destination, new DaemonEvent.SinkFailed(destination.sink.name(), failure, 0));
            }
            return;
        }
        destination.used = true;
        String reason = destination.reason;
        if (reason != null) {
            long count = destination.lost;
            destination.lost = 0;
            destination.reason = null;
            writeNow(new DaemonEvent.SinkFailed(destination.sink.name(), reason, count));
        }
    }
}
