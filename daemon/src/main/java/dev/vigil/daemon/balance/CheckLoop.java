package dev.vigil.daemon.balance;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.UserGroup;
import dev.vigil.core.balance.BalanceEvent;
import dev.vigil.core.balance.Balancer;
import dev.vigil.core.balance.Check;
import dev.vigil.core.balance.Connections;
import dev.vigil.core.balance.Probe;
import dev.vigil.core.balance.ServerName;
import dev.vigil.core.balance.ServiceSettings;
import dev.vigil.core.balance.TableChange;
import dev.vigil.daemon.balance.Sightings.Sighting;
import dev.vigil.daemon.handoff.Handoff;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.outcome.Outcome;
import dev.vigil.daemon.outcome.OutcomeText;
import dev.vigil.daemon.process.CheckRun;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.TimerFd;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the checks of all servers, and carries out what the {@link Balancer} decides about the kernel's table, on one thread
 * of its own: a thousand slow servers delay neither one another nor anything of VRRP.
 */
final class CheckLoop {
    /** How long what the kernel refused is left alone. */
    private static final long RETRY_AFTER_NS = 10_000_000_000L;

    /** How long {@link #close} waits for the table to be emptied. */
    private static final long END_WITHIN_MS = 5_000;

    /** Refusals have consequences, which may be refused again: so often in one turn. */
    private static final int ROUNDS_MAX = 8;

    private static final Optional<Sighting> UNSEEN = Optional.empty();

    private static final int INBOX_CAPACITY = 64;
    private static final int EVENTS_MAX = 512;
    private static final long TIMER_TOKEN = 0;
    private static final long WAKE_TOKEN = 1;
    private static final long ADDRESSES_TOKEN = 2;
    private static final long FIRST_PROBE_TOKEN = 3;

    private final EventLog log;
    private final Envelope envelope;
    private final DataPlane plane;
    private final Epoll epoll = Epoll.open(EVENTS_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wakeUp = EventFd.open();
    private final Handoff<Work> inbox = new Handoff<>(INBOX_CAPACITY);
    private final Balancer balancer;
    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private final Attempts attempts =
            new Attempts(epoll, FIRST_PROBE_TOKEN, Attempts.capacity(ThisProcess.openFilesMax()), new Verdicts());
    private final Consumer<CheckRun> programs;

    /** Programs that have ended: of each check one at most. */
    private final Queue<Ending> endings = new ConcurrentLinkedQueue<>();

    /** The checks that are never due, each with what it was told last. */
    private final Map<Check, Optional<Sighting>> watching = new LinkedHashMap<>();

    private final Sightings sightings;

    /** Whether there is anything new to tell them. */
    private volatile boolean sighted;

    private final Thread thread;
    private long retryNs = Check.NEVER;

    /** What is configured about the load balancer as a whole, and when what was refused of it is tried again. */
    private @Nullable GeneralSettings general;

    private long generalNs = Check.NEVER;

    /** Null until a service waits for its address. */
    private @Nullable HeldAddresses addresses;

    private boolean ended;

    /** What other threads ask for. */
    private sealed interface Work {
        record Follow(List<ServiceSettings> services, GeneralSettings general) implements Work {}

        /** What is configured about the load balancer as a whole has another outcome, since an instance has changed. */
        record Role(GeneralSettings general) implements Work {}

        record Ask(Consumer<Balancer> question) implements Work {}

        record Stop(boolean keepsTable) implements Work {}
    }

    /** When a check is to be made; one that is no longer so is passed over. */
    private record Due(long atNs, Check check) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(atNs, other.atNs);
        }
    }

    /** What a program has come to. */
    private record Ending(Check check, Probe.Script script, Outcome outcome) {}

    private CheckLoop(
            DataPlane plane,
            Consumer<CheckRun> programs,
            Sightings sightings,
            Consumer<BalanceEvent> story,
            EventLog log) {
        this.sightings = sightings;
        this.programs = programs;
        this.plane = plane;
        this.log = log;
        envelope = new Envelope("the check loop", log);
        balancer = new Balancer(story, new SplittableRandom());
        thread = Thread.ofPlatform().name("vigil-checks").daemon(true).unstarted(this::run);
    }

    /**
     * Starts the thread.
     *
     * @param plane is closed with it
     * @param programs runs those that check servers
     * @param sightings what checks follow that ask nobody
     */
    static CheckLoop start(
            DataPlane plane,
            Consumer<CheckRun> programs,
            Sightings sightings,
            Consumer<BalanceEvent> story,
            EventLog log) {
        CheckLoop loop = new CheckLoop(plane, programs, sightings, story, log);
        sightings.listen(loop::onSighting);
        loop.epoll.add(loop.timer, TIMER_TOKEN);
        loop.epoll.add(loop.wakeUp, WAKE_TOKEN);
        loop.thread.start();
        return loop;
    }

    /** These virtual servers are configured from now on. */
    void follow(List<ServiceSettings> services, GeneralSettings settings) {
        offer(new Work.Follow(services, settings));
    }

    /** An instance that the load balancer follows has changed; never waits. */
    void follow(GeneralSettings settings) {
        offer(new Work.Role(settings));
    }

    /** Asks or tells the balancer something on the thread of the checks; the table follows before the answer is there. */
    <T> CompletableFuture<T> ask(Function<Balancer, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        offer(new Work.Ask(asked -> {
            try {
                T found = question.apply(asked);
                settle(MonotonicClock.nowNs());
                answer.complete(found);
            } catch (LinuxException refusal) {
                answer.completeExceptionally(refusal);
            }
        }));
        return answer;
    }

    /** What counts the connections of a server. */
    CompletableFuture<Supplier<Optional<Connections>>> connections(ServerName server) {
        return ask(asked -> plane.connections(asked.places(server)));
    }

    /** Ends, and waits until the kernel's table is empty, unless it shall keep it. */
    void close(boolean keepsTable) {
        offer(new Work.Stop(keepsTable));
        try {
            if (thread.join(Duration.ofMillis(END_WITHIN_MS))) {
                closeWakeUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeWakeUp() {
        wakeUp.close();
    }

    private void offer(Work work) {
        if (!inbox.offer(work)) {
            log.put(new DaemonEvent.OperationFailed("follow a configuration", "the check loop is too far behind"));
        }
        wakeUp.signal();
    }

    private void run() {
        while (!ended) {
            boolean _ = envelope.attempt(this::turn);
        }
        attempts.close();
        plane.close();
        if (addresses != null) {
            addresses.close();
        }
        timer.close();
        epoll.close();
    }

    private void turn() {
        long deadlineNs = Math.min(
                Math.min(Math.min(retryNs, generalNs), attempts.deadlineNs()),
                dues.isEmpty() ? Check.NEVER : dues.peek().atNs);
        if (deadlineNs == Check.NEVER) {
            timer.disarm();
        } else {
            timer.arm(deadlineNs);
        }
        int ready = epoll.await();
        long nowNs = MonotonicClock.nowNs();
        boolean asked = false;
        for (int index = 0; index < ready; index++) {
            long token = epoll.token(index);
            if (token == TIMER_TOKEN) {
                timer.drain();
            } else if (token == WAKE_TOKEN) {
                wakeUp.drain();
                asked = true;
            } else if (token == ADDRESSES_TOKEN) {
                onAddresses(nowNs);
            } else {
                attempts.onReady(token, nowNs);
            }
        }
        takeEndings(nowNs);
        takeSightings(nowNs);
        attempts.onDeadlines(nowNs);
        onDues(nowNs);
        settle(nowNs);
        if (asked) {
            takeWork(nowNs);
        }
    }

    // Work

    private void takeWork(long nowNs) {
        for (Work work = inbox.poll(); work != null && !ended; work = inbox.poll()) {
            switch (work) {
                case Work.Follow follow -> follow(follow, nowNs);
                case Work.Role role -> follow(role.general, nowNs);
                case Work.Ask ask -> ask.question.accept(balancer);
                case Work.Stop(boolean keepsTable) -> {
                    if (!keepsTable) {
                        boolean _ = plane.carryOut(balancer.stop(), balancer);
                        end();
                    }
                    balancer.stopped();
                    ended = true;
                }
            }
        }
    }

    private void follow(Work.Follow next, long nowNs) {
        if (general == null) {
            CheckThread.setUp(next.general.thread(), log);
        }
        attempts.present(next.general.tls(), log);
        readTable();
        watchAddresses(next.services, nowNs);
        balancer.follow(next.services, nowNs).forEach(this::enlist);
        takeSightings(nowNs);
        if (general == null && next.general.ipvs().flush()) {
            balancer.removeOthers();
        }
        settle(nowNs);
        follow(next.general, nowNs);
    }

    /** After the services: a sync daemon may be refused because of what they have. */
    private void follow(GeneralSettings next, long nowNs) {
        general = next;
        if (addresses != null) {
            addresses.resize(next.buffers().checkerMonitor());
        }
        generalNs = plane.follow(next) ? Check.NEVER : nowNs + RETRY_AFTER_NS;
    }

    private void end() {
        if (general != null) {
            plane.end(general);
        }
    }

    // Addresses

    /** Listens to addresses from the first configuration on of which a service waits for its own. */
    private void watchAddresses(List<ServiceSettings> services, long nowNs) {
        if (addresses == null && services.stream().anyMatch(ServiceSettings::suspends)) {
            guarded("listen to addresses", () -> {
                HeldAddresses opened = HeldAddresses.open();
                addresses = opened;
                epoll.add(opened.fd(), Epoll.READABLE, ADDRESSES_TOKEN);
                balancer.hold(opened.addresses(), nowNs).forEach(this::enlist);
            });
        }
    }

    private void onAddresses(long nowNs) {
        if (addresses != null) {
            boolean _ = addresses.read();
            balancer.hold(addresses.addresses(), nowNs).forEach(this::enlist);
        }
    }

    private void guarded(String what, Runnable step) {
        try {
            step.run();
        } catch (LinuxException refusal) {
            log.put(new DaemonEvent.OperationFailed(what, String.valueOf(refusal.getMessage())));
        }
    }

    // Checks

    private void enlist(Check check) {
        if (check.watch().isPresent()) {
            watching.put(check, UNSEEN);
            sighted = true;
            return;
        }
        if (check.dueNs() == Check.NEVER) {
            return;
        }
        dues.add(new Due(check.dueNs(), check));
    }

    private void onDues(long nowNs) {
        while (!dues.isEmpty() && dues.peek().atNs <= nowNs) {
            Due due = dues.remove();
            if (!due.check.isRetired() && due.check.dueNs() == due.atNs) {
                begin(due.check, nowNs);
            }
        }
        if (retryNs <= nowNs) {
            retryNs = Check.NEVER;
            balancer.retry();
        }
        if (generalNs <= nowNs && general != null) {
            follow(general, nowNs);
        }
    }

    private void begin(Check check, long nowNs) {
        switch (check.begin(nowNs)) {
            case Probe.Script script -> run(check, script);
            case Probe.Watch _ -> throw new IllegalStateException("such a check is never due");
            case Probe.Talk talk -> attempts.begin(check, talk, nowNs);
        }
    }

    private void run(Check check, Probe.Script script) {
        Optional<UserGroup> user = script.user().map(name -> new UserGroup(name, script.group()));
        Command command = new Command(script.command(), user, SourcePlace.NOWHERE);
        programs.accept(new CheckRun(command, script.timeoutNs(), outcome -> onEnded(check, script, outcome)));
    }

    /** A program has ended; on the thread of programs. */
    private synchronized void onEnded(Check check, Probe.Script script, Outcome outcome) {
        if (wakeUp.isOpen()) {
            endings.add(new Ending(check, script, outcome));
            wakeUp.signal();
        }
    }

    private void takeEndings(long nowNs) {
        for (Ending ending = endings.poll(); ending != null; ending = endings.poll()) {
            if (ending.check.isRetired()) {
                continue;
            }
            if (ending.outcome instanceof Outcome.Exited exited && ending.script.passes(exited.status())) {
                balancer.passed(ending.check, ending.script.weight(exited.status()), nowNs);
            } else {
                balancer.failed(ending.check, OutcomeText.of(ending.outcome), nowNs);
            }
            enlist(ending.check);
        }
    }

    /** Tells checks that follow files and sessions what is new of them. */
    private void takeSightings(long nowNs) {
        if (!sighted) {
            return;
        }
        sighted = false;
        watching.keySet().removeIf(Check::isRetired);
        watching.replaceAll((check, last) -> {
            Sighting now = check.watch().map(sightings::of).orElse(null);
            if (now == null || last.equals(Optional.of(now))) {
                return last;
            }
            take(check, now, nowNs);
            return Optional.of(now);
        });
    }

    private void take(Check check, Sighting sighting, long nowNs) {
        switch (sighting) {
            case Sighting.InFile(int value) -> {
                OptionalLong change = check.watch().orElseThrow() instanceof Probe.File file
                        ? file.change(value)
                        : OptionalLong.empty();
                if (change.isPresent()) {
                    balancer.weighed(check, change.getAsLong(), nowNs);
                } else {
                    balancer.failed(check, "the file holds " + value, nowNs);
                }
            }
            case Sighting.Session(boolean up, String reason) -> {
                if (up) {
                    balancer.passed(check, nowNs);
                } else {
                    balancer.failed(check, reason, nowNs);
                }
            }
        }
    }

    /** Something that checks may follow was seen; on any thread. */
    private synchronized void onSighting() {
        if (wakeUp.isOpen()) {
            sighted = true;
            wakeUp.signal();
        }
    }

    /** What attempts come to. */
    private final class Verdicts implements Attempts.Verdicts {
        @Override
        public void passed(Check check, long nowNs) {
            balancer.passed(check, nowNs);
            enlist(check);
        }

        @Override
        public void failed(Check check, String reason, long nowNs) {
            balancer.failed(check, reason, nowNs);
            enlist(check);
        }

        @Override
        public void hindered(Check check, LinuxException refusal, long nowNs) {
            log.put(new DaemonEvent.OperationFailed("make a check", String.valueOf(refusal.getMessage())));
            check.postpone(nowNs);
            enlist(check);
        }

        @Override
        public void full(int capacity) {
            log.put(new DaemonEvent.OperationFailed(
                    "make all checks that are due",
                    capacity
                            + " are being made, and further ones wait until one of them ends; more open files allow more"
                            + " checks at a time: LimitNOFILE= in the unit, or ulimit -n"));
        }
    }

    // The table

    private void settle(long nowNs) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<TableChange> changes = balancer.changes();
            if (changes.isEmpty()) {
                break;
            }
            if (!plane.carryOut(changes, balancer)) {
                readTable();
            }
        }
        if (!balancer.hasRefusals()) {
            retryNs = Check.NEVER;
        } else if (retryNs == Check.NEVER) {
            retryNs = nowNs + RETRY_AFTER_NS;
        }
    }

    private void readTable() {
        guarded("read the table of " + plane.name(), () -> balancer.found(plane.table()));
    }
}
