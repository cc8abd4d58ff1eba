package dev.vigil.daemon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LogThreadTest {
    /** Keeps what is written; may be made to wait or to fail. */
    private static class Memory implements LogSink {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch gate;
        volatile boolean failing;
        volatile boolean closed;

        Memory(boolean open) {
            gate = new CountDownLatch(open ? 0 : 1);
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public void write(LogLine line) throws IOException {
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failing) {
                throw new IOException("full");
            }
            lines.add(line.text());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void defectsAreCountedByWhereTheyWereFound() {
        LogThread log = LogThread.start(false, List.of());
        log.put(new DaemonEvent.Stopped());
        log.put(new DaemonEvent.Defect("VI_1", new IllegalStateException("odd")));
        log.put(new DaemonEvent.Defect("the keeper", new IllegalStateException("odd")));
        log.put(new DaemonEvent.Defect("VI_1", new IllegalStateException("even")));
        log.close();

        assertThat(log.defects()).containsExactlyInAnyOrderEntriesOf(Map.of("VI_1", 2L, "the keeper", 1L));
    }

    @Test
    void whatIsPutBeforeTheEndIsWrittenInOrder() {
        Memory sink = new Memory(true);
        LogThread log = LogThread.start(false, List.of(sink));
        log.put(new DaemonEvent.Stopping("SIGTERM"));
        log.put(new DaemonEvent.Stopped());

        log.close();

        assertThat(sink.lines).containsExactly("Stopping: SIGTERM", "Stopped");
        assertThat(sink.closed).isTrue();
    }

    @Test
    void detailsAreWrittenOnlyIfTheyAreAskedFor() {
        Memory brief = new Memory(true);
        Memory detailed = new Memory(true);
        try (LogThread log = LogThread.start(false, List.of(brief))) {
            log.put(new VrrpEvent.AddressesSet("VI_1"));
        }
        try (LogThread log = LogThread.start(true, List.of(detailed))) {
            log.put(new VrrpEvent.AddressesSet("VI_1"));
        }

        assertThat(brief.lines).isEmpty();
        assertThat(detailed.lines).containsExactly("(VI_1) setting VIPs.");
    }

    @Test
    void aFullQueueLosesEventsAndTellsHowManyButNeverBlocks() throws InterruptedException {
        Memory sink = new Memory(false);
        LogThread log = LogThread.start(false, List.of(sink));
        log.put(new DaemonEvent.StartupComplete());
        assertThat(sink.entered.await(10, TimeUnit.SECONDS)).isTrue();

        for (int count = 0; count < LogThread.QUEUE_CAPACITY + 7; count++) {
            log.put(new DaemonEvent.Stopped());
        }
        sink.gate.countDown();
        log.close();

        // The first line was already taken from the queue; the last one tells the loss.
        assertThat(sink.lines).hasSize(1 + LogThread.QUEUE_CAPACITY + 1);
        assertThat(sink.lines).contains("7 log events were lost, they came faster than they were written");
    }

    @Test
    void aSinkThatFailedTellsWhatItLostOnceItWorksAgain() {
        // It fails for its first two lines and works from then on.
        Memory sink = new Memory(true) {
            private int writes;

            @Override
            public void write(LogLine line) throws IOException {
                failing = ++writes <= 2;
                super.write(line);
            }
        };
        try (LogThread log = LogThread.start(false, List.of(sink))) {
            log.put(new DaemonEvent.StartupComplete());
            log.put(new DaemonEvent.Reloading(""));
            log.put(new DaemonEvent.Stopped());
        }

        assertThat(sink.lines).containsExactly("Stopped", "The log's memory lost 2 lines: full");
    }

    @Test
    void oneFailingSinkDoesNotKeepLinesFromTheOthers() {
        Memory failing = new Memory(true);
        failing.failing = true;
        Memory working = new Memory(true);
        try (LogThread log = LogThread.start(false, List.of(failing, working))) {
            log.put(new DaemonEvent.StartupComplete());
        }

        assertThat(working.lines)
                .containsExactlyInAnyOrder("Startup complete", "The log's memory cannot be written: full");
    }

    @Test
    void repeatedErrorsAreOneLineAndACount() {
        Memory sink = new Memory(true);
        try (LogThread log = LogThread.start(false, List.of(sink))) {
            for (int count = 0; count < 50; count++) {
                log.put(new DaemonEvent.OperationFailed("open x", "EPERM"));
            }
        }

        assertThat(sink.lines).hasSize(2);
        assertThat(sink.lines.getFirst()).isEqualTo("open x failed: EPERM");
        assertThat(sink.lines.getLast()).startsWith("49 more like this within ");
    }

    @Test
    void aSinkThatFailsByADefectIsOneThatFailsAndTheLogGoesOn() {
        Memory sink = new Memory(true);
        LogSink odd = new LogSink() {
            @Override
            public String name() {
                return "odd";
            }

            @Override
            public void write(LogLine line) {
                throw new IllegalStateException("odd");
            }

            @Override
            public void close() {}
        };
        LogThread log = LogThread.start(false, List.of(odd, sink));
        log.put(new DaemonEvent.Stopping("SIGTERM"));
        log.put(new DaemonEvent.Stopped());

        log.close();

        assertThat(sink.lines)
                .containsExactlyInAnyOrder(
                        "The log's odd cannot be written: java.lang.IllegalStateException: odd",
                        "Stopping: SIGTERM",
                        "Stopped");
    }

    @Test
    void anEventThatCannotBeWrittenAsTextIsADefectAndTheNextOneIsWritten() {
        Memory sink = new Memory(true);
        LogThread log = LogThread.start(false, List.of(sink));
        log.put(new DaemonEvent.Defect("the test", new IllegalStateException("odd") {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("cannot be told");
            }
        }));
        log.put(new DaemonEvent.Stopped());

        log.close();

        assertThat(sink.lines).hasSize(2).contains("Stopped");
        assertThat(sink.lines)
                .anyMatch(line ->
                        line.startsWith("A defect of this program in the log: ") && line.contains("cannot be told"));
    }
}
