package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.track.Condition;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.reload.Proposal;
import dev.vigil.daemon.reload.ReloadPlan;
import dev.vigil.daemon.watch.Watched;
import dev.vigil.linux.Descriptor;
import dev.vigil.linux.Epoll;
import dev.vigil.linux.EventFd;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.PacketSocket;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.ThisProcess;
import dev.vigil.linux.TimerFd;
import dev.vigil.recording.Excerpt;
import dev.vigil.recording.Recorder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns everything of VRRP that is timed. One turn: wait, read the clock, take in what has arrived, then do
 * what is due. Arrivals come first, so that a node that was paused hears a living master before its own timer speaks.
 */
public final class VrrpLoop implements Runnable, LoopView, Watched {
    private static final int READY_MAX = 64;
    private static final int INPUTS_MAX = 4096;

    private final Epoll epoll = Epoll.open(READY_MAX);
    private final TimerFd timer = TimerFd.open();
    private final EventFd wake = EventFd.open();
    private final ArrayBlockingQueue<LoopInput> inputs = new ArrayBlockingQueue<>(INPUTS_MAX);
    private final List<@Nullable Runnable> handlers = new ArrayList<>();
    private final CountDownLatch serving = new CountDownLatch(1);
    private final Kernel kernel;
    private final Receivers receivers;
    private final Segment segment;
    private final Archive archive;

    private Config config;
    private List<Instance> instances = List.of();

    /** The last verdict on each script, for instances that come to track it later. */
    private final Map<String, LoopInput.ScriptSeen> scripts = new LinkedHashMap<>();

    private DeadlineQueue deadlines = new DeadlineQueue(0);
    private boolean running = true;
    private volatile boolean defective = true;
    private long armedNs = VirtualRouter.NEVER;
    private long latenessMaxNs;

    /** What the watch sees: see {@link Watched}. */
    private volatile long dueNs;

    private volatile long steps;

    /** The transitions that the archive has. */
    private long archivedTransitions;

    /** A defect that the archive has no recording of. */
    private @Nullable String unarchivedDefect;

    /** A loop for a configuration, in the network namespace of the calling thread. */
    public static VrrpLoop create(Config config, Teller teller, Archive archive) {
        RouteNetlink netlink = RouteNetlink.open();
        Announcer announcer = Announcer.on(PacketSocket.openRaw(), Announcer.Gaps.of(config.global()));
        Recorder recorder = new Recorder(Recorder.ENTRIES_MAX);
        return new VrrpLoop(config, new Kernel(netlink, announcer, teller, recorder), archive);
    }

    private VrrpLoop(Config config, Kernel kernel, Archive archive) {
        this.config = config;
        this.archive = archive;
        this.kernel = kernel;
        receivers = new Receivers(new Arrivals(this));
        segment = new Segment(this, new InterfaceTable(), receivers);
        watch(timer, this::onTimer);
        watch(wake, this::onWake);
    }

    /** Runs every transition against a kernel that refuses it; nothing is left open. */
    public static void rehearse() {
        try (RouteNetlink netlink = RouteNetlink.open();
                PacketSocket socket = PacketSocket.openRaw()) {
            new Rehearsal(netlink, Announcer.on(socket, Announcer.Gaps.NONE)).run();
        }
    }

    // For other threads

    /** Hands an input to the loop; false if it is so far behind that its queue is full. */
    public boolean submit(LoopInput input) {
        boolean accepted = inputs.offer(input);
        wake.signal();
        return accepted;
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

    /** Opens the sockets of every virtual router; a refusal of the kernel comes out of here, before anything is started. */
    public void open() {
        kernel.nowNs = MonotonicClock.nowNs();
        List<Instance> created = new ArrayList<>();
        for (VrrpInstance instance : config.instances()) {
            created.add(new Instance(created.size(), instance, config, kernel));
        }
        adopt(created);
        segment.know(config);
        segment.open(instances);
    }

    /** Runs until a {@link LoopInput.Stop}. */
    @Override
    public void run() {
        try {
            serve();
            defective = false;
        } finally {
            serving.countDown();
        }
    }

    /** Whether the loop ended by a defect instead of a {@link LoopInput.Stop}. */
    public boolean isDefective() {
        return defective;
    }

    private void serve() {
        ThisProcess.linkErrorPath();
        new Rehearsal(kernel.netlink, kernel.announcer).run();
        long startAtNs = MonotonicClock.nowNs() + config.global().startupDelayNs();
        boolean waiting = config.global().startupDelayNs() > 0;
        if (!waiting) {
            startAll();
        }
        serving.countDown();
        while (running) {
            arm(waiting ? Math.min(startAtNs, nearestNs()) : nearestNs());
            dueNs = armedNs;
            int ready = epoll.await();
            kernel.nowNs = MonotonicClock.nowNs();
            dueNs = kernel.nowNs;
            for (int index = 0; index < ready; index++) {
                Runnable handler = handlers.get((int) epoll.token(index));
                if (handler != null) {
                    handler.run();
                }
            }
            if (waiting && kernel.nowNs >= startAtNs) {
                waiting = false;
                startAll();
            }
            fire();
            archive();
        }
        segment.close(instances);
    }

    /** Watches a descriptor; the handler runs on the loop when it is readable. */
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

    /** Forgets a descriptor that is about to be closed. */
    void forget(Descriptor descriptor, Runnable handler) {
        epoll.remove(descriptor.fd());
        handlers.set(handlers.indexOf(handler), null);
    }

    private void startAll() {
        kernel.nowNs = MonotonicClock.nowNs();
        segment.clearLeftovers(instances);
        for (Instance instance : instances) {
            step(instance, () -> instance.inputs().start(kernel.nowNs));
        }
    }

    private void onTimer() {
        boolean _ = timer.drain();
        armedNs = VirtualRouter.NEVER;
    }

    private void onWake() {
        long _ = wake.drain();
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
                track(Track.Kind.SCRIPT, seen.script(), seen.condition(), seen.detail());
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
        for (Instance instance : instances) {
            if (inPlace) {
                instance.effects.leaveInPlace();
            }
            instance.inputs().stop(Transition.Kind.STOPPED, kernel.nowNs);
        }
    }

    private long nearestNs() {
        return Math.min(deadlines.nearestNs(), kernel.announcer.deadlineNs());
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

    private void fire() {
        long nowNs = kernel.nowNs;
        long due = deadlines.nearestNs();
        if (due <= nowNs) {
            latenessMaxNs = Math.max(latenessMaxNs, nowNs - due);
        }
        for (int fired = 0; fired < 2 * instances.size() && deadlines.nearestNs() <= nowNs; fired++) {
            Instance instance = instances.get(deadlines.nearest());
            try {
                instance.inputs().onDeadline(nowNs);
                settle(instance);
            } catch (RuntimeException defect) {
                contain(instance, defect);
            }
        }
        if (kernel.announcer.deadlineNs() <= nowNs) {
            kernel.announcer.onDeadline(nowNs);
        }
    }

    /** After everything that was due: leaves what is remembered to the archive, at most once in a turn. */
    private void archive() {
        long transitions = kernel.recorder.transitions();
        boolean changed = archive.keepsTransitions() && transitions != archivedTransitions;
        String defect = unarchivedDefect;
        if ((defect != null || changed) && archive.isReady(kernel.nowNs)) {
            Archive.Reason reason = defect == null ? Archive.Reason.TRANSITION : Archive.Reason.DEFECT;
            archive.keep(reason, defect == null ? "" : defect, kernel.recorder.excerpt(kernel.nowNs), kernel.nowNs);
            archivedTransitions = transitions;
            unarchivedDefect = null;
        }
    }

    // Steps of one virtual router

    /** Runs one input of a virtual router; a defect in it ends in the FAULT of that one. */
    void step(Instance instance, Runnable input) {
        try {
            input.run();
            settle(instance);
        } catch (RuntimeException defect) {
            contain(instance, defect);
        }
    }

    /** Tells the state machine what the kernel refused in its step, and notes its next deadline. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // The loop alone writes it.
    void settle(Instance instance) {
        steps++;
        if (instance.effects.hasRefusal()) {
            Optional<String> refusal = instance.effects.takeRefusal();
            refusal.ifPresent(text -> instance.inputs().onRefusal(text, kernel.nowNs));
            Optional<String> _ = instance.effects.takeRefusal();
        }
        tellRemovalRefused(instance);
        String violated = Invariants.violated(instance.router(), kernel.nowNs);
        if (violated != null) {
            contain(instance, new IllegalStateException(violated));
        }
        deadlines.set(instance.index(), instance.router().deadlineNs());
    }

    private void tellRemovalRefused(Instance instance) {
        if (instance.effects.takeRemovalRefused()) {
            instance.inputs().onRemovalRefused(kernel.nowNs);
        }
    }

    void contain(Instance instance, RuntimeException defect) {
        kernel.teller.defect(instance.name(), defect);
        unarchivedDefect = instance.name() + ": " + defect;
        instance.inputs().onDefect(String.valueOf(defect), kernel.nowNs);
        tellRemovalRefused(instance);
        deadlines.set(instance.index(), instance.router().deadlineNs());
    }

    /** Tells every virtual router that tracks it what was seen of an object. */
    void track(Track.Kind kind, String name, Condition condition, String detail) {
        for (Instance instance : instances) {
            step(instance, () -> instance.inputs().onTrack(kind, name, condition, detail, kernel.nowNs));
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
        if (proposal.dryRun()) {
            proposal.answer(plan);
            return;
        }
        try {
            segment.know(proposal.config());
            kernel.announcer.pace(Announcer.Gaps.of(proposal.config().global()), kernel.nowNs);
            List<Instance> next = new Reload(kernel, segment).apply(instances, plan);
            config = proposal.config();
            scripts.keySet().removeAll(plan.forgottenScripts());
            adopt(next);
            scripts.values().forEach(seen -> track(Track.Kind.SCRIPT, seen.script(), seen.condition(), seen.detail()));
            next.forEach(this::settle);
            proposal.answer(plan);
        } catch (RuntimeException failure) {
            proposal.refuse(String.valueOf(failure));
        }
    }

    private void adopt(List<Instance> next) {
        instances = List.copyOf(next);
        deadlines = new DeadlineQueue(instances.size());
        for (Instance instance : instances) {
            deadlines.set(instance.index(), instance.router().deadlineNs());
        }
    }

    // What parts of the loop and questions see

    Kernel kernel() {
        return kernel;
    }

    List<Instance> all() {
        return instances;
    }

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public long nowNs() {
        return kernel.nowNs;
    }

    @Override
    public long latenessMaxNs() {
        return latenessMaxNs;
    }

    @Override
    public Excerpt excerpt() {
        return kernel.recorder.excerpt(kernel.nowNs);
    }

    @Override
    public List<InstanceView> instances() {
        List<InstanceView> views = new ArrayList<>();
        instances.forEach(instance -> views.add(new View(instance, segment)));
        return views;
    }

    @Override
    public Map<String, Map<DropReason, Long>> strays() {
        return receivers.strays();
    }

    private record View(Instance instance, Segment segment) implements InstanceView {
        @Override
        public VrrpInstance config() {
            return instance.config();
        }

        @Override
        public VirtualRouter router() {
            return instance.router();
        }

        @Override
        public boolean isPresent(VirtualAddress address) {
            return segment.isPresent(address);
        }

        @Override
        public long dropped(DropReason reason) {
            return instance.reception().dropped(reason);
        }

        @Override
        public Counters counters() {
            return new Counters(
                    instance.effects.advertisementsSent(),
                    instance.reception().received(),
                    instance.effects.resignationsSent(),
                    instance.reception().resignations(),
                    instance.effects.becameMaster(),
                    instance.effects.releasedMaster(),
                    instance.reception().addressListErrors(),
                    instance.effects.sendErrors());
        }
    }
}
