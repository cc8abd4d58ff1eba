package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.Assemble;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.place.Placement;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.kernel.Watcher;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.watch.Watched;
import dev.vigil.linux.Descriptor;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.TimerFd;
import dev.vigil.recording.Excerpt;
import dev.vigil.recording.Recorder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns everything of VRRP that is timed. One turn: wait, read the clock, take in what has arrived, then do
 * what is due. Arrivals come first, so that a node that was paused hears a living master before its own timer speaks.
 */
public final class VrrpLoop implements Runnable, LoopView, Watcher, Watched {
    private static final int READY_MAX = 64;
    private static final int INPUTS_MAX = 4096;

    /** So many turns in a row that fail end the loop: it would do nothing but fail. */
    static final int FAILED_TURNS_MAX = 10;
    /** So late a turn is worth a line of log: a backup with a short interval may have taken over meanwhile. */
    private static final long LATE_NS = 250_000_000L;

    private final Epoll epoll = Epoll.open(READY_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wake = EventFd.open();
    private final ArrayBlockingQueue<LoopInput> inputs = new ArrayBlockingQueue<>(INPUTS_MAX);

    /** What was last seen of each script and not yet taken in; a queue that is full loses none of it. */
    private final Map<String, LoopInput.ScriptSeen> verdicts = new ConcurrentHashMap<>();

    private final List<@Nullable Runnable> handlers = new ArrayList<>();
    private final CountDownLatch serving = new CountDownLatch(1);
    private final Machine machine;
    private final Host host = new Host();
    private final Teller teller;
    private final Recorder recorder;
    private final Placement placement;
    private final Archive archive;
    private final Guard guard = new Guard();

    private Config config;
    private List<Instance> instances = List.of();
    private final IdentityHashMap<PlacedRouter, Instance> byPlaced = new IdentityHashMap<>();

    /** The last verdict on each script, for instances that come to track it later. */
    private final Map<String, LoopInput.ScriptSeen> scripts = new LinkedHashMap<>();

    private DeadlineQueue deadlines = new DeadlineQueue(0);
    private boolean running = true;
    private volatile LoopInput.@Nullable Stop stopAsked;
    private volatile boolean defective = true;
    private int failedTurns;
    private long nowNs;
    private long armedNs = VirtualRouter.NEVER;
    private Optional<Pause> lastPause = Optional.empty();

    /** What the watch sees: see {@link Watched}. */
    private volatile long dueNs;

    private volatile long steps;

    /** When the virtual routers begin to take part; NEVER once they do. */
    private long startAtNs = VirtualRouter.NEVER;

    /** The transitions that the archive has. */
    private long archivedTransitions;

    /** A defect that the archive has no recording of. */
    private @Nullable String unarchivedDefect;

    /** A loop for a configuration, on a machine. */
    public VrrpLoop(Config config, Machine machine, Teller teller, Archive archive) {
        this.config = config;
        this.machine = machine;
        this.teller = teller;
        this.archive = archive;
        recorder = new Recorder(Recorder.ENTRIES_MAX);
        placement = new Placement(host, teller, new Surroundings());
        watch(timer, this::onTimer);
        watch(wake, this::onWake);
    }

    // For other threads

    /** Hands an input to the loop; false if it is so far behind that its queue is full. */
    public boolean submit(LoopInput input) {
        boolean accepted = inputs.offer(input);
        wake.signal();
        return accepted;
    }

    /** Hands over what was seen of a script. It is never lost; of several the loop may see the last alone. */
    public void see(LoopInput.ScriptSeen seen) {
        verdicts.put(seen.script(), seen);
        wake.signal();
    }

    /** Asks the loop to end; that is never lost. */
    public void stop(LoopInput.Stop stop) {
        stopAsked = stop;
        wake.signal();
    }

    /** Waits until the loop serves. */
    public void awaitServing() throws InterruptedException {
        serving.await();
    }

    /** Asks the loop a question. */
    public <T> CompletableFuture<T> ask(Function<LoopView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!submit(new LoopInput.Query<>(question, answer))) {
            answer.completeExceptionally(new IllegalStateException("the VRRP loop is too far behind to answer"));
        }
        return answer;
    }

    // The thread

    /** Opens the sockets of every virtual router; a refusal of the kernel is for its virtual router to report. */
    public void open() {
        nowNs = MonotonicClock.nowNs();
        machine.serve(this, this::onHost);
        machine.pace(config.global());
        String refusal = machine.list(host);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        host.declareVirtual(Placement.virtual(Assemble.guests(config)));
        List<Instance> created = new ArrayList<>();
        for (VrrpInstance each : config.instances()) {
            Instance instance = new Instance(each, guard);
            instance.moveTo(created.size());
            instance.take(instance.prepare(each, host, machine), config, host, teller, recorder);
            created.add(instance);
        }
        adopt(created);
    }

    /** Runs until it is asked to stop. */
    @Override
    public void run() {
        try {
            serve();
        } finally {
            serving.countDown();
        }
    }

    /** Whether the loop ended by a defect instead of being asked to. */
    public boolean isDefective() {
        return defective;
    }

    private void serve() {
        ThisProcess.linkErrorPath();
        startAtNs = MonotonicClock.nowNs() + config.global().startupDelayNs();
        if (config.global().startupDelayNs() == 0) {
            startAll();
        }
        serving.countDown();
        while (running) {
            try {
                turn();
                failedTurns = 0;
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
                fail(failure);
            }
        }
        instances.forEach(instance -> instance.placed().release());
        machine.close();
    }

    /** A turn failed outside of every virtual router. */
    private void fail(Throwable failure) {
        teller.defect("", failure);
        unarchivedDefect = String.valueOf(failure);
        failedTurns++;
        if (failedTurns == FAILED_TURNS_MAX) {
            running = false;
            for (Instance instance : instances) {
                step(instance, () -> instance.placed().stop(Transition.Kind.STOPPED, new Cause.Stopped(), nowNs));
            }
        }
    }

    private void turn() {
        arm(nearestNs());
        dueNs = armedNs;
        int ready = epoll.await();
        nowNs = MonotonicClock.nowNs();
        dueNs = nowNs;
        if (machine.takeKept()) {
            instances.forEach(instance -> step(instance, instance::takeKept));
        }
        noteLateness();
        for (int index = 0; index < ready; index++) {
            Runnable handler = handlers.get((int) epoll.token(index));
            if (handler != null) {
                handler.run();
            }
        }
        if (running && nowNs >= startAtNs) {
            startAll();
        }
        fire();
        archive();
    }

    @Override
    public void watch(Descriptor descriptor, Runnable handler) {
        int token = handlers.indexOf(null);
        if (token < 0) {
            token = handlers.size();
            handlers.add(handler);
        } else {
            handlers.set(token, handler);
        }
        epoll.add(descriptor, token);
    }

    @Override
    public void forget(Descriptor descriptor, Runnable handler) {
        epoll.remove(descriptor.fd());
        handlers.set(handlers.indexOf(handler), null);
    }

    private void startAll() {
        nowNs = MonotonicClock.nowNs();
        startAtNs = VirtualRouter.NEVER;
        for (Instance instance : instances) {
            step(instance, () -> instance.placed().clearLeftovers(nowNs));
        }
        for (Instance instance : instances) {
            step(instance, () -> instance.placed().start(new Cause.Started(), nowNs));
        }
    }

    private void onTimer() {
        boolean _ = timer.drain();
        armedNs = VirtualRouter.NEVER;
    }

    /** The kernel shows something. */
    private void onHost() {
        boolean drained;
        try {
            drained = machine.read(placement::onEvent);
        } catch (LinuxException refusal) {
            teller.refused("", String.valueOf(refusal.getMessage()));
            placement.onEvent(new HostEvent.Lost());
            drained = true;
        }
        placement.settle(drained, nowNs);
    }

    private void onWake() {
        long _ = wake.drain();
        LoopInput.Stop stop = stopAsked;
        if (stop != null) {
            stop(stop.inPlace());
            return;
        }
        for (String script : List.copyOf(verdicts.keySet())) {
            LoopInput.ScriptSeen seen = verdicts.remove(script);
            if (seen != null) {
                scripts.put(script, seen);
                track(seen);
            }
        }
        for (int taken = 0; taken < INPUTS_MAX && running; taken++) {
            LoopInput input = inputs.poll();
            if (input == null) {
                return;
            }
            handle(input);
        }
    }

    private void handle(LoopInput input) {
        switch (input) {
            case LoopInput.ScriptSeen seen -> {
                scripts.put(seen.script(), seen);
                track(seen);
            }
            case LoopInput.Reconfigure reconfigure -> reconfigure(reconfigure);
            case LoopInput.Query<?> query -> answer(query);
            case LoopInput.Stop stop -> stop(stop.inPlace());
        }
    }

    private <T> void answer(LoopInput.Query<T> query) {
        try {
            boolean _ = query.answer().complete(query.question().apply(this));
        } catch (RuntimeException failure) {
            boolean _ = query.answer().completeExceptionally(failure);
        }
    }

    private void stop(boolean inPlace) {
        running = false;
        defective = false;
        for (Instance instance : instances) {
            step(instance, () -> {
                if (inPlace) {
                    instance.placed().stopInPlace(new Cause.Stopped(), nowNs);
                } else {
                    instance.placed().stop(Transition.Kind.STOPPED, new Cause.Stopped(), nowNs);
                }
            });
        }
    }

    private long nearestNs() {
        long ofHostNs = Math.min(placement.deadlineNs(), machine.deadlineNs());
        return Math.min(Math.min(deadlines.nearestNs(), startAtNs), ofHostNs);
    }

    private void arm(long deadlineNs) {
        if (deadlineNs == armedNs) {
            return;
        }
        armedNs = deadlineNs;
        if (deadlineNs == VirtualRouter.NEVER) {
            timer.disarm();
        } else {
            timer.arm(deadlineNs);
        }
    }

    /** Before anything is taken in: what arrived during a pause puts off what would have been due. */
    private void noteLateness() {
        long lateNs = nowNs - deadlines.nearestNs();
        if (lateNs >= LATE_NS) {
            lastPause = Optional.of(new Pause(nowNs, lateNs));
            teller.late(lateNs);
        }
    }

    /** Does what is due, until the keeper had to step in: what has arrived meanwhile comes before the rest. */
    private void fire() {
        int firedMax = 2 * instances.size();
        for (int fired = 0; fired < firedMax && deadlines.nearestNs() <= nowNs && !machine.hasKept(); fired++) {
            Instance instance = instances.get(deadlines.nearest());
            try {
                instance.placed().onDeadline(nowNs);
                guard.settled(instance);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
                guard.contain(instance, defect);
            }
        }
        if (machine.deadlineNs() <= nowNs) {
            machine.onDeadline(nowNs);
        }
        if (placement.deadlineNs() <= nowNs) {
            placement.settle(false, nowNs);
        }
    }

    /** After everything that was due: leaves what is remembered to the archive, at most once in a turn. */
    private void archive() {
        long transitions = recorder.transitions();
        boolean changed = archive.keepsTransitions() && transitions != archivedTransitions;
        String defect = unarchivedDefect;
        if ((defect != null || changed) && archive.isReady(nowNs)) {
            Archive.Reason reason = defect == null ? Archive.Reason.TRANSITION : Archive.Reason.DEFECT;
            archive.keep(reason, defect == null ? "" : defect, recorder.excerpt(nowNs), nowNs);
            archivedTransitions = transitions;
            unarchivedDefect = null;
        }
    }

    // Steps of one virtual router

    /** Runs one input of a virtual router; a defect in it ends in the FAULT of that one. */
    private void step(Instance instance, Runnable input) {
        try {
            input.run();
            guard.settled(instance);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            guard.contain(instance, defect);
        }
    }

    /** What runs the inputs of virtual routers. */
    private final class Guard implements Instance.Guard {
        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // The loop alone writes it.
        public void settled(Instance instance) {
            steps++;
            int index = instance.index();
            // While a configuration changes, an instance may not have its position yet.
            if (index < instances.size() && instances.get(index) == instance) {
                deadlines.set(index, instance.placed().deadlineNs());
            }
        }

        @Override
        public void contain(Instance instance, Throwable defect) {
            teller.defect(instance.name(), defect);
            unarchivedDefect = instance.name() + ": " + defect;
            instance.placed().contain(String.valueOf(defect), nowNs);
            settled(instance);
        }

        @Override
        public long nowNs() {
            return nowNs;
        }
    }

    private final class Surroundings implements Placement.Surroundings {
        @Override
        public @Nullable String list(Host into) {
            return machine.list(into);
        }

        @Override
        public void step(PlacedRouter router, Runnable input) {
            Instance instance = byPlaced.get(router);
            if (instance != null) {
                VrrpLoop.this.step(instance, input);
            }
        }
    }

    private void track(LoopInput.ScriptSeen seen) {
        for (Instance instance : instances) {
            step(instance, () -> instance.placed().onScript(seen.script(), seen.condition(), seen.detail(), nowNs));
        }
    }

    // Reload

    private void reconfigure(LoopInput.Reconfigure input) {
        Proposal proposal = input.proposal();
        if (!proposal.take()) {
            return;
        }
        ReloadPlan plan = proposal.plan(config);
        Optional<String> objection = proposal.objectionTo(plan);
        if (objection.isPresent()) {
            proposal.refuse(objection.get());
            return;
        }
        Reload reload = new Reload(plan, host, machine, new Reload.Newcomers(guard, teller, recorder));
        String refusal = prepare(reload, plan);
        if (refusal != null || proposal.dryRun()) {
            reload.abort();
            placement.serve(placed());
            if (refusal == null) {
                proposal.answer(plan);
            } else {
                proposal.refuse(refusal);
            }
            return;
        }
        config = plan.next();
        machine.pace(config.global());
        adopt(reload.commit(this::step, nowNs, startAtNs == VirtualRouter.NEVER));
        scripts.keySet().removeAll(plan.forgottenScripts());
        scripts.values().forEach(this::track);
        proposal.answer(plan);
    }

    private @Nullable String prepare(Reload reload, ReloadPlan plan) {
        try {
            host.declareVirtual(Placement.virtual(Assemble.guests(plan.next())));
            return reload.prepare(instances);
        } catch (RuntimeException defect) {
            teller.defect("", defect);
            return String.valueOf(defect);
        }
    }

    private List<PlacedRouter> placed() {
        return instances.stream().map(Instance::placed).toList();
    }

    private void adopt(List<Instance> next) {
        instances = List.copyOf(next);
        deadlines = new DeadlineQueue(instances.size());
        byPlaced.clear();
        for (Instance instance : instances) {
            byPlaced.put(instance.placed(), instance);
            deadlines.set(instance.index(), instance.placed().deadlineNs());
        }
        placement.serve(placed());
    }

    // What the watch sees

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public long steps() {
        return steps;
    }

    // What questions see

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public Optional<Pause> lastPause() {
        return lastPause;
    }

    @Override
    public Excerpt excerpt() {
        return recorder.excerpt(nowNs);
    }

    @Override
    public List<InstanceView> instances() {
        List<InstanceView> views = new ArrayList<>();
        instances.forEach(instance -> views.add(new PlacedView(instance, host, nowNs)));
        return views;
    }

    @Override
    public Map<String, Map<DropReason, Long>> strays() {
        return machine.strays();
    }
}
