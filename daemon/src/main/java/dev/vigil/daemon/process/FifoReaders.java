package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Fifos;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.FifoEvent;
import dev.vigil.daemon.outcome.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs that are started to read FIFOs, one for each FIFO at a time. Each is started once, and anew by every reload: when
 * its predecessor is gone, so that no line is torn between the two.
 */
final class FifoReaders {
    /** A reader may run for as long as the daemon does. */
    private static final long NO_LIMIT_NS = Long.MAX_VALUE / 2;

    private final Launcher launcher;
    private final Children children;
    private final EventLog log;

    /** Whether their FIFOs are closed, so that they end by themselves. */
    private boolean closing;

    /** By the path of the FIFO. */
    private final Map<String, Reading> running = new HashMap<>();

    /** Those whose predecessor still runs. */
    private final Map<String, Reading> waiting = new HashMap<>();

    FifoReaders(Launcher launcher, Children children, EventLog log) {
        this.launcher = launcher;
        this.children = children;
        this.log = log;
    }

    /** Asks those that run to end, and starts the readers of a configuration. */
    void replace(Fifos fifos, long nowNs) {
        end(Child.KILL_AFTER_NS, nowNs);
        waiting.putAll(readings(fifos));
        List.copyOf(waiting.keySet()).forEach(path -> startNext(path, nowNs));
    }

    private Map<String, Reading> readings(Fifos fifos) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        Stream.of(fifos.all(), fifos.vrrp(), fifos.checker())
                .flatMap(Optional::stream)
                .forEach(fifo -> {
                    if (fifo.path().isPresent() && fifo.reader().isPresent()) {
                        String path = fifo.path().get();
                        readings.putIfAbsent(
                                path, new Reading(path, fifo.reader().get()));
                    }
                });
        return readings;
    }

    /** Starts the one that waits for a FIFO, unless another still reads it. */
    private void startNext(String path, long nowNs) {
        Reading next = running.containsKey(path) ? null : waiting.remove(path);
        if (next != null) {
            running.put(path, next);
            next.start(nowNs);
        }
    }

    /** Asks all of them to end, and kills those that have not after the grace. */
    void end(long graceNs, long nowNs) {
        waiting.clear();
        List.copyOf(running.values()).forEach(reading -> reading.end(graceNs, nowNs));
    }

    /** The FIFOs are closed: that they end now is as it should be. */
    void close() {
        closing = true;
        waiting.clear();
    }

    /** One program that reads one FIFO. */
    private final class Reading implements RunListener {
        private final String path;
        private final Command command;
        private @Nullable Child child;

        Reading(String path, Command reader) {
            this.path = path;
            List<String> words = new ArrayList<>(reader.arguments());
            words.add(path);
            command = new Command(words, reader.user(), reader.place());
        }

        void start(long nowNs) {
            switch (launcher.prepare(command)) {
                case Launch.Ready ready -> child = children.start(ready, NO_LIMIT_NS, nowNs, this);
                case Launch.Refused refused -> {
                    onOutcome(new Outcome.CannotRun(refused.program(), refused.reason()), nowNs);
                    onGone(nowNs);
                }
            }
        }

        void end(long graceNs, long nowNs) {
            if (child != null) {
                child.cancel(graceNs, nowNs);
            }
        }

        @Override
        public void onOutcome(Outcome outcome, long nowNs) {
            if (!closing) {
                log.put(new FifoEvent.ReaderEnded(path, command.arguments().getFirst(), outcome));
            }
        }

        @Override
        public void onGone(long nowNs) {
            if (running.remove(path, this)) {
                startNext(path, nowNs);
            }
        }

        /** One that cannot be killed must not keep the next one from reading. */
        @Override
        public void onStuck(long nowNs) {
            onGone(nowNs);
        }
    }
}
