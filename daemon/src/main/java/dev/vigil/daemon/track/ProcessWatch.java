package dev.vigil.daemon.track;

import dev.vigil.config.model.Buffers;
import dev.vigil.config.model.TrackProcess;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Quorum;
import dev.vigil.core.track.Track;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.TrackerEvent;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ProcessEvents;
import dev.vigil.linux.TimerFd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts tracked processes, on a thread of its own. The kernel shows changes by its process connector; where that does not
 * answer, /proc is looked at now and then, which is reported once. However many processes come and go, this thread takes a
 * small part of one processor at most.
 */
final class ProcessWatch implements AutoCloseable {
    /** Events are let gather for so long: of processes that are gone by then nothing need be looked at. */
    static final long GATHER_NS = 10_000_000;

    /** How long the kernel is given to answer that it shows events. */
    static final long ANSWER_WITHIN_NS = 1_000_000_000;

    static final long POLL_EVERY_NS = 500_000_000;

    /** Between two looks at everything after events were lost. */
    static final long SCAN_EVERY_NS = 1_000_000_000;

    /** A look at many processes is followed by so many times its length without another one. */
    private static final int REST = 20;

    private static final int EVENTS_PER_TURN_MAX = 8_192;
    private static final int LOOKS_PER_TURN_MAX = 256;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 21;
    private static final int READY_MAX = 8;
    private static final long TIMER_TOKEN = 0;
    private static final long WAKE_TOKEN = 1;
    private static final long EVENT_TOKEN = 2;
    private static final long END_WITHIN_MS = 500;
    private static final long NEVER = Long.MAX_VALUE;

    private final TrackListener listener;
    private final EventLog log;
    private final Envelope envelope;
    private final ProcFiles files;
    private final Buffers.Buffer buffer;
    private final Epoll epoll = Epoll.open(READY_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wakeUp = EventFd.open();
    private final Thread thread;
    private ProcessPolling polling;
    private List<Watched> watched = List.of();
    private ProcessTable table;
    private @Nullable ProcessEvents events;

    /** When the kernel must have answered; NEVER once it has, and while nothing was asked. */
    private long answerNs = NEVER;

    private long pollNs = NEVER;

    /** When everything is to be looked at, because events were lost. */
    private long scanNs = NEVER;

    private long restedNs;
    private volatile Map<String, Observed.Count> counts = Map.of();
    private volatile @Nullable List<TrackProcess> wanted;
    private volatile boolean ending;

    /** One definition, and what its processes amount to. */
    private record Watched(TrackProcess definition, Quorum quorum) {
        Watched(TrackProcess definition) {
            this(
                    definition,
                    new Quorum(
                            definition.quorumMin(),
                            definition.quorumMax(),
                            definition.forkDelayNs(),
                            definition.terminateDelayNs()));
        }

        String detail() {
            int max = definition.quorumMax();
            String limit = max == Integer.MAX_VALUE ? "" : ", at most " + max;
            return quorum.count() + " running, wanted at least " + definition.quorumMin() + limit;
        }
    }

    ProcessWatch(TrackListener listener, EventLog log, ProcFiles files, Buffers.Buffer buffer) {
        this.listener = listener;
        this.log = log;
        this.files = files;
        this.buffer = buffer;
        envelope = new Envelope("tracked processes", log);
        polling = new ProcessPolling(files);
        table = new ProcessTable(files, List.of());
        epoll.add(timer, TIMER_TOKEN);
        epoll.add(wakeUp, WAKE_TOKEN);
        thread = Thread.ofPlatform().name("vigil-processes").daemon(true).unstarted(this::run);
    }

    /** @param listening whether the kernel is asked for events; otherwise /proc is polled */
    void start(boolean listening) {
        if (listening) {
            listen();
        } else {
            poll("this was asked for");
        }
        thread.start();
    }

    private void listen() {
        try {
            int bytes = (int) Math.min(Integer.MAX_VALUE, buffer.bytes().orElse((long) RECEIVE_BUFFER_BYTES));
            ProcessEvents opened =
                    ProcessEvents.open(bytes, buffer.force() || buffer.bytes().isEmpty());
            epoll.add(opened, EVENT_TOKEN);
            events = opened;
            answerNs = MonotonicClock.nowNs() + ANSWER_WITHIN_NS;
        } catch (LinuxException refusal) {
            poll(String.valueOf(refusal.getMessage()));
        }
    }

    /** From now on /proc is looked at instead. */
    private void poll(String reason) {
        answerNs = NEVER;
        pollNs = MonotonicClock.nowNs();
        ProcessEvents open = events;
        if (open != null) {
            epoll.remove(open.fd());
            open.close();
            events = null;
        }
        log.put(new TrackerEvent.ProcessesPolled(reason));
    }

    /** Tracks exactly these processes from now on. Any thread may call it. */
    void track(List<TrackProcess> processes) {
        wanted = List.copyOf(processes);
        wakeUp.signal();
    }

    /** What the processes of each definition amount to, by its name. Any thread may ask. */
    Map<String, Observed.Count> counts() {
        return counts;
    }

    @Override
    public void close() {
        ending = true;
        wakeUp.signal();
        try {
            boolean _ = thread.join(Duration.ofMillis(END_WITHIN_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!ending) {
            boolean _ = envelope.attempt(this::turn);
        }
    }

    private void turn() {
        long deadlineNs = Math.min(Math.min(answerNs, pollNs), scanNs);
        for (Watched each : watched) {
            deadlineNs = Math.min(deadlineNs, each.quorum.deadlineNs());
        }
        if (table.isPending()) {
            deadlineNs = MonotonicClock.nowNs() + GATHER_NS;
        }
        if (deadlineNs == NEVER) {
            timer.disarm();
        } else {
            timer.arm(deadlineNs);
        }
        int ready = epoll.await();
        for (int index = 0; index < ready; index++) {
            if (epoll.token(index) == WAKE_TOKEN) {
                wakeUp.drain();
            } else if (epoll.token(index) == EVENT_TOKEN) {
                LockSupport.parkNanos(GATHER_NS);
                takeEvents();
            } else {
                boolean _ = timer.drain();
            }
        }
        boolean adopted = adopt();
        look(MonotonicClock.nowNs());
        if (judge(MonotonicClock.nowNs()) || adopted) {
            publish();
        }
    }

    private void publish() {
        Map<String, Observed.Count> next = new HashMap<>();
        for (Watched each : watched) {
            Quorum quorum = each.quorum;
            boolean enough = quorum.condition() == Condition.UP;
            next.put(each.definition.name(), new Observed.Count(quorum.count(), enough, quorum.deadlineNs() != NEVER));
        }
        counts = next;
    }

    private void takeEvents() {
        for (int count = 0; count < EVENTS_PER_TURN_MAX; count++) {
            // A refusal closes the source while it is read.
            ProcessEvents source = events;
            if (source == null || !source.read(sink)) {
                return;
            }
        }
    }

    private final ProcessEvents.Sink sink = new ProcessEvents.Sink() {
        @Override
        public void answered(int errno) {
            if (answerNs != NEVER && errno == 0) {
                answerNs = NEVER;
            } else if (errno != 0) {
                poll("the kernel refused it with error " + errno);
            }
        }

        @Override
        public void forked(int parent, int child) {
            table.forked(parent, child);
        }

        @Override
        public void executed(int process) {
            table.changed(process);
        }

        @Override
        public void renamed(int process, String name) {
            table.changed(process);
        }

        @Override
        public void exited(int process) {
            table.exited(process);
        }

        @Override
        public void lost() {
            scanNs = Math.min(scanNs, Math.max(restedNs, MonotonicClock.nowNs()));
        }
    };

    private boolean adopt() {
        List<TrackProcess> next = wanted;
        if (next == null) {
            return false;
        }
        wanted = null;
        List<Watched> kept = new ArrayList<>();
        for (TrackProcess definition : next) {
            kept.add(watched.stream()
                    .filter(old -> isSame(old.definition, definition))
                    .findFirst()
                    .orElseGet(() -> new Watched(definition)));
        }
        watched = kept;
        table = new ProcessTable(files, next);
        polling = new ProcessPolling(files);
        listener.onTracked(Track.Kind.PROCESS);
        watched.stream()
                .filter(each -> each.quorum.condition() != Condition.UNKNOWN)
                .forEach(this::tell);
        scan();
        for (int index = 0; index < watched.size(); index++) {
            note(index, MonotonicClock.nowNs());
        }
        return true;
    }

    private static boolean isSame(TrackProcess old, TrackProcess next) {
        return old.name().equals(next.name())
                && old.command().equals(next.command())
                && old.match() == next.match()
                && old.fullCommand() == next.fullCommand()
                && old.quorumMin() == next.quorumMin()
                && old.quorumMax() == next.quorumMax()
                && old.forkDelayNs() == next.forkDelayNs()
                && old.terminateDelayNs() == next.terminateDelayNs();
    }

    private void look(long nowNs) {
        if (answerNs <= nowNs) {
            poll("the kernel does not answer, as in a namespace that is not the first");
        }
        if (pollNs <= nowNs) {
            polling.round(table);
            long endNs = MonotonicClock.nowNs();
            pollNs = endNs + Math.max(POLL_EVERY_NS, REST * (endNs - nowNs));
        }
        if (scanNs <= nowNs) {
            scan();
        }
        table.lookAtPending(LOOKS_PER_TURN_MAX);
    }

    private void scan() {
        long beganNs = MonotonicClock.nowNs();
        table.lookAtAll();
        long endNs = MonotonicClock.nowNs();
        scanNs = NEVER;
        restedNs = endNs + Math.max(SCAN_EVERY_NS, REST * (endNs - beganNs));
    }

    /** Whether there are more or fewer than before. */
    private boolean judge(long nowNs) {
        boolean changed = false;
        for (int index = 0; index < watched.size(); index++) {
            Quorum quorum = watched.get(index).quorum;
            if (quorum.count() != table.count(index) || quorum.deadlineNs() <= nowNs) {
                note(index, nowNs);
                changed = true;
            }
        }
        return changed;
    }

    /** Only a change of what they count as goes on: of a number that changes all the time nobody wants to hear. */
    private void note(int index, long nowNs) {
        Watched each = watched.get(index);
        boolean first = each.quorum.condition() == Condition.UNKNOWN;
        if (each.quorum.count(table.count(index), nowNs)) {
            tell(each);
            boolean enough = each.quorum.condition() == Condition.UP;
            if (!first || !enough) {
                log.put(
                        enough
                                ? new TrackerEvent.QuorumGained(each.definition.name(), each.detail())
                                : new TrackerEvent.QuorumLost(each.definition.name(), each.detail()));
            }
        }
    }

    private void tell(Watched each) {
        listener.onProcess(each.definition.name(), each.quorum.condition() == Condition.UP, each.detail());
    }
}
