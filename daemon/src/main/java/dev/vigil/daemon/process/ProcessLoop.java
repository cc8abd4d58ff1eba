package dev.vigil.daemon.process;

import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.daemon.control.StatusReport;
import dev.vigil.daemon.fifo.FifoLine;
import dev.vigil.daemon.fifo.OpenFifos;
import dev.vigil.daemon.handoff.Handoff;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.NotifyEvent;
import dev.vigil.linux.Capabilities;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.ThisThread;
import dev.vigil.linux.TimerFd;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs every program that the daemon runs, on one thread of its own: tracked scripts, notifications and readers of FIFOs, and
 * writes those FIFOs. Whoever asks for something only queues; nothing here can delay a loop that does.
 */
public final class ProcessLoop implements AutoCloseable {
    /** How long {@link #close} waits at most for notifications to be told. */
    public static final long CLOSE_WAIT_NS = 5_000_000_000L;

    /** How long what runs may go on when the daemon ends and a stop waits behind it: as long as with keepalived. */
    private static final long BEFORE_STOP_NS = 1_000_000_000L;

    /** How long tracked scripts are given to end when the daemon stops. */
    private static final long STOP_GRACE_NS = 500_000_000L;

    /** Beyond {@link #CLOSE_WAIT_NS}: for killing what did not end, and for the thread to return. */
    private static final long JOIN_MARGIN_NS = 1_000_000_000L;

    private static final int INBOX_CAPACITY = 1024;
    private static final int ERRANDS_MAX = 65_536;
    private static final int EVENTS_MAX = 64;
    private static final long TIMER_TOKEN = 0;
    private static final long INBOX_TOKEN = 1;

    private final EventLog log;
    private final Handoff<Work> inbox = new Handoff<>(INBOX_CAPACITY);
    private final AtomicLong refused = new AtomicLong();

    /** Stops that found the inbox full: one for each instance and group at most, and none of them may be lost. */
    private final Queue<Notice> stops = new ConcurrentLinkedQueue<>();

    /** Programs that are run once; bounded by {@link #ERRANDS_MAX} together with {@link #lines}. */
    private final Queue<Errand> errands = new ConcurrentLinkedQueue<>();

    /** Programs that check servers: of each check one at most. */
    private final Queue<CheckRun> checks = new ConcurrentLinkedQueue<>();

    /** Lines about servers, of which thousands may fail in one moment. */
    private final Queue<FifoLine> lines = new ConcurrentLinkedQueue<>();

    private final AtomicInteger errandsWaiting = new AtomicInteger();

    private final Envelope envelope;
    private boolean ended;
    private final Epoll epoll = Epoll.open(EVENTS_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wakeUp = EventFd.open();
    private final Launcher launcher = Launcher.ofThisProcess();
    private final Children children = new Children(epoll);
    private final Trackers trackers;
    private final Notifier notifier;
    private final Errands running;
    private final CheckRuns checkRuns;
    private final OpenFifos fifos;
    private final FifoReaders readers;
    private final Thread thread;
    /** When the thread gives up waiting; NEVER while nobody has asked it to end. */
    private long endNs = Child.NEVER;

    /** When programs that stand before a stop are ended; NEVER before the end and afterwards. */
    private long hurryNs = Child.NEVER;

    /** How long {@link #close} waits; set before {@link #ending}. */
    private volatile long closeWaitNs = CLOSE_WAIT_NS;

    /** Set once, by {@link #close}. */
    private volatile boolean ending;

    /** Whether this thread has a working directory and an umask of its own; used by it alone. */
    private boolean hasOwnDirectory;

    /** What other threads ask for. */
    private sealed interface Work {
        record Track(List<VrrpScript> scripts, ScriptSettings settings) implements Work {}

        record Tell(Notice notice) implements Work {}

        record Follow(Fifos fifos, int umask) implements Work {}

        record Write(FifoLine line) implements Work {}
    }

    private ProcessLoop(ScriptListener listener, EventLog log) {
        this.log = log;
        this.envelope = new Envelope("the process loop", log);
        this.trackers = new Trackers(launcher, children, listener, log);
        this.notifier = new Notifier(launcher, children, log);
        this.running = new Errands(launcher, children, log);
        this.checkRuns = new CheckRuns(launcher, children);
        this.fifos = new OpenFifos(log);
        this.readers = new FifoReaders(launcher, children, log);
        this.thread = Thread.ofPlatform().name("vigil-process").daemon(true).unstarted(this::run);
    }

    /** Starts the thread. */
    public static ProcessLoop start(ScriptListener listener, EventLog log) {
        ProcessLoop loop = new ProcessLoop(listener, log);
        loop.epoll.add(loop.timer, TIMER_TOKEN);
        loop.epoll.add(loop.wakeUp, INBOX_TOKEN);
        loop.thread.start();
        return loop;
    }

    /**
     * Tracks exactly these scripts from now on, at the start and after each reload. Scripts whose definition is unchanged keep
     * their state and a run that is going on; each script whose state is known is told to the listener again.
     */
    public void track(List<VrrpScript> scripts, ScriptSettings settings) {
        offer(new Work.Track(List.copyOf(scripts), settings));
    }

    /** Has these FIFOs from now on, and starts their readers anew; at the start and after each reload. */
    public void follow(Fifos configured, int umask) {
        offer(new Work.Follow(configured, umask));
    }

    /** Writes a line to the FIFOs that no script is told of. */
    public void write(FifoLine line) {
        if (line.area() == FifoLine.Area.VRRP) {
            offer(new Work.Write(line));
        } else {
            queue(lines, line);
        }
    }

    /** Tells a notice to FIFOs and to its scripts, after everything that was told before about the same instance. */
    public void tell(Notice notice) {
        offer(new Work.Tell(notice));
    }

    /** Runs a program once, after those that were asked for before about the same subject. */
    public void run(Errand errand) {
        queue(errands, errand);
    }

    private <T> void queue(Queue<T> queue, T work) {
        if (errandsWaiting.incrementAndGet() > ERRANDS_MAX) {
            errandsWaiting.decrementAndGet();
            refused.incrementAndGet();
        } else {
            queue.add(work);
        }
        wakeUp.signal();
    }

    /** Runs a program that checks a server. */
    public void check(CheckRun run) {
        checks.add(run);
        wakeUp.signal();
    }

    private void offer(Work work) {
        if (!inbox.offer(work)) {
            if (work instanceof Work.Tell(Notice notice) && notice.state() == NotifyState.STOP) {
                stops.add(notice);
            } else {
                refused.incrementAndGet();
            }
        }
        wakeUp.signal();
    }

    /** The tracked scripts in the order of the configuration. Any thread may ask. */
    public List<StatusReport.Script> scripts() {
        return trackers.status();
    }

    /** What became of the notifications of an instance or group. Any thread may ask. */
    public StatusReport.Notify notifications(Notice.Subject subject, String name) {
        return notifier.status(subject, name);
    }

    /**
     * Stops tracking at once, waits until all notices that were put before are told, at most {@link #CLOSE_WAIT_NS}, and ends.
     * To be called after the last {@link #tell}; a second call does nothing.
     */
    @Override
    public void close() {
        close(CLOSE_WAIT_NS);
    }

    /** As {@link #close()}, with another wait. */
    public void close(long waitNs) {
        closeWaitNs = waitNs;
        if (!wakeUp.isOpen()) {
            return;
        }
        ending = true;
        wakeUp.signal();
        try {
            if (thread.join(Duration.ofNanos(waitNs + JOIN_MARGIN_NS))) {
                wakeUp.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        prepareForPrograms();
        while (!ended) {
            if (!envelope.attempt(this::turn)) {
                // It may have struck while work was being taken: what is left is waiting.
                wakeUp.signal();
            }
        }
        children.close();
        timer.close();
        epoll.close();
    }

    /** What programs inherit from this thread: the root directory as their own, and as root the powers of root. */
    private void prepareForPrograms() {
        try {
            ThisThread.setWorkingDirectory("/");
            hasOwnDirectory = true;
            Capabilities.leaveRootToPrograms();
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed(
                    "prepare the thread of programs", String.valueOf(refusal.getMessage())));
        }
    }

    /** Waits for something and does it. */
    private void turn() {
        long deadlineNs = Math.min(Math.min(endNs, hurryNs), Math.min(trackers.deadlineNs(), children.deadlineNs()));
        if (deadlineNs == Child.NEVER) {
            timer.disarm();
        } else {
            timer.arm(deadlineNs);
        }
        int ready = epoll.await();
        long nowNs = MonotonicClock.nowNs();
        for (int index = 0; index < ready; index++) {
            onReady(epoll.token(index), nowNs);
        }
        children.onDeadlines(nowNs);
        trackers.onDeadlines(nowNs);
        trackers.publish();
        ended = isEnded(nowNs);
    }

    private void onReady(long token, long nowNs) {
        if (token == TIMER_TOKEN) {
            timer.drain();
        } else if (token == INBOX_TOKEN) {
            wakeUp.drain();
            takeWork(nowNs);
        } else {
            children.onReady(token, nowNs);
        }
    }

    private void takeWork(long nowNs) {
        for (int count = 0; count < INBOX_CAPACITY; count++) {
            switch (inbox.poll()) {
                case null -> {
                    takeStops(nowNs);
                    return;
                }
                case Work.Track(List<VrrpScript> scripts, ScriptSettings settings) -> {
                    launcher.use(settings);
                    if (hasOwnDirectory) {
                        int _ = ThisProcess.setUmask(settings.umask());
                    }
                    trackers.replace(scripts, nowNs);
                }
                case Work.Tell(Notice notice) -> tell(notice, nowNs);
                case Work.Follow(Fifos configured, int umask) -> {
                    fifos.follow(configured, umask);
                    readers.replace(configured, nowNs);
                }
                case Work.Write(FifoLine line) -> fifos.write(line);
            }
        }
        // More may be waiting: come again after the others had their turn.
        wakeUp.signal();
    }

    /** After everything that was queued before: what must not be lost, then the end. */
    private void takeStops(long nowNs) {
        tellRefused();
        boolean last = ending && endNs == Child.NEVER;
        for (FifoLine line = lines.poll(); line != null; line = lines.poll()) {
            errandsWaiting.decrementAndGet();
            fifos.write(line);
        }
        for (Errand errand = errands.poll(); errand != null; errand = errands.poll()) {
            errandsWaiting.decrementAndGet();
            running.accept(errand, nowNs);
        }
        for (CheckRun check = checks.poll(); check != null; check = checks.poll()) {
            checkRuns.accept(check, nowNs);
        }
        for (Notice stop = stops.poll(); stop != null; stop = stops.poll()) {
            tell(stop, nowNs);
        }
        if (last) {
            // Readers come to the end of what was written, and end by themselves.
            fifos.close();
            readers.close();
            trackers.stop(STOP_GRACE_NS, nowNs);
            checkRuns.stop(STOP_GRACE_NS, nowNs);
            hurryNs = nowNs + BEFORE_STOP_NS;
            endNs = nowNs + closeWaitNs;
        }
    }

    /** FIFOs come first: a line costs nothing, and a program that is started takes time. */
    private void tell(Notice notice, long nowNs) {
        fifos.write(notice.line());
        notifier.accept(notice, nowNs);
    }

    private void tellRefused() {
        long count = refused.getAndSet(0);
        if (count > 0) {
            log.put(new NotifyEvent.RequestsLost(count));
        }
    }

    private boolean isEnded(long nowNs) {
        if (endNs == Child.NEVER) {
            return false;
        }
        if (hurryNs <= nowNs) {
            hurryNs = Child.NEVER;
            notifier.hurry(nowNs);
            readers.end(STOP_GRACE_NS, nowNs);
        }
        if (endNs <= nowNs) {
            notifier.abandon();
            running.abandon();
            children.cancelAll(0, nowNs);
            children.onDeadlines(nowNs);
            return true;
        }
        return notifier.isIdle() && running.isIdle() && children.isEmpty();
    }
}
