package dev.vigil.daemon.vrrp;

import dev.vigil.config.assemble.VirtualLinks;
import dev.vigil.config.model.Config;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.place.Placement;
import dev.vigil.core.place.StaticObjects;
import dev.vigil.core.track.Track;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.kernel.Machine;
import dev.vigil.daemon.kernel.Watcher;
import dev.vigil.daemon.watch.Histogram;
import dev.vigil.daemon.watch.Watched;
import dev.vigil.linux.Descriptor;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.MonotonicClock;
import dev.vigil.linux.ThisProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns everything of VRRP that is timed. One turn: wait, read the clock, take in what has arrived, then do
 * what is due. Arrivals come first, so that a node that was paused hears a living master before its own timer speaks.
 */
public final class VrrpLoop implements Runnable, Watcher, Watched, LoopPort {
    /** So many turns in a row that fail end the loop: it would do nothing but fail. */
    static final int FAILED_TURNS_MAX = 10;

    private final Watches watches = new Watches(this::onWake);
    private final LoopInputs inputs = new LoopInputs(watches::wake);
    private final Verdicts verdicts = new Verdicts();
    private final CountDownLatch serving = new CountDownLatch(1);
    private final Machine machine;
    private final Host host = new Host();
    private final Teller teller;
    private final LoopMemory memory;
    private final Instances instances;
    private final Placement placement;
    private final StaticObjects statics;
    private final InForce inForce;
    private final LoopView view;
    private final Practice practice;
    private final Bfd bfd;
    private final Runnable waiting = this::await;
    private final Runnable beginning = this::lookBack;
    private final Runnable due = this::doWhatIsDue;
    private final Runnable archiving;
    private final BooleanSupplier overtaken;
    private final IntSupplier arrived = watches::pollTimeless;

    private boolean running = true;
    private volatile boolean ending;
    private volatile boolean defective = true;
    private int failedTurns;
    private int ready;
    private volatile long dueNs;

    /** When the virtual routers begin to take part; NEVER once they do. */
    private long startAtNs = VirtualRouter.NEVER;

    private boolean started;

    /** A loop for a configuration, on a machine. */
    public VrrpLoop(Config config, Machine machine, Teller teller, Archive archive) {
        this.machine = machine;
        this.teller = teller;
        memory = new LoopMemory(teller, archive, config.own().recording().remember());
        instances = new Instances(memory, teller);
        placement = new Placement(host, teller, new Surroundings());
        statics = new StaticObjects(host, teller, machine.host());
        placement.keep(statics);
        inForce = new InForce(config, new InForce.Ground(host, machine, placement, statics, teller), instances, memory);
        bfd = new Bfd(machine, teller, memory, this::seeBfd);
        view = new Views(instances, host, machine, memory, bfd);
        practice = new Practice(config, machine, MonotonicClock::nowNs);
        archiving = () -> memory.archive(instances.nowNs());
        overtaken = machine::hasKept;
    }

    /** What placement needs of the loop. */
    private final class Surroundings implements Placement.Surroundings {
        @Override
        public @Nullable String list(Host into) {
            return machine.list(into);
        }

        @Override
        public void step(PlacedRouter router, Runnable input) {
            instances.step(router, input);
        }
    }

    /** Before it opens: no BFD session will run, and each counts as down. */
    public void withoutBfd() {
        bfd.turnOff();
    }

    /** Before it opens: what operators want of the virtual routers that are made. */
    public void heed(Wishes wishes) {
        instances.heed(wishes);
    }

    // For other threads

    /** Hands an input to the loop; false if it is so far behind that its queue is full. */
    @Override
    public boolean submit(LoopInput.Queued input) {
        return inputs.submit(input);
    }

    /** Hands over what was seen of a tracked object. It is never lost; of several the loop may see the last alone. */
    public void see(LoopInput.Sight seen) {
        verdicts.see(seen);
        watches.wake();
    }

    /** What is handed over from here on is of the objects of the configuration in force, and not of those before a reload. */
    public void seeThoseInForce(Track.Kind kind) {
        verdicts.hearAll(kind);
    }

    /** Asks the loop to end; that is never lost. */
    public void stop(LoopInput.Stop stop) {
        inputs.stop(stop);
    }

    /** Waits until the loop serves. */
    public void awaitServing() throws InterruptedException {
        serving.await();
    }

    /** Asks the loop a question. */
    @Override
    public <T> CompletableFuture<T> ask(Function<LoopView, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!submit(new LoopInput.Query<>(question, answer))) {
            answer.completeExceptionally(new IllegalStateException("the VRRP loop is too far behind to answer"));
        }
        return answer;
    }

    /** Whether the loop ended by a defect instead of being asked to. */
    public boolean isDefective() {
        return defective;
    }

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public long steps() {
        return instances.steps();
    }

    /** How late what was due was done, since the start. Any thread may ask. */
    public Histogram.Counts lateness() {
        return instances.lateness().counts();
    }

    /** How often it was reported late. Any thread may ask. */
    public long latenesses() {
        return instances.latenesses();
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    // The thread

    /** Opens the sockets of every virtual router; a refusal of the kernel is for its virtual router to report. */
    public void open() {
        open(MonotonicClock.nowNs());
    }

    void open(long nowNs) {
        instances.at(nowNs);
        machine.serve(this, this::onHost);
        String refusal = machine.list(host);
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        inForce.open();
    }

    /** Runs until it is asked to stop. */
    @Override
    public void run() {
        try {
            ThisProcess.linkErrorPath();
            begin(MonotonicClock.nowNs());
            serving.countDown();
            while (running) {
                ready = 0;
                boolean sound = attempt(waiting);
                turn(MonotonicClock.nowNs(), sound);
            }
            end();
        } finally {
            serving.countDown();
        }
    }

    /** Begins to serve; the virtual routers take part at once or after the delay that is configured. */
    void begin(long nowNs) {
        instances.at(nowNs);
        bfd.follow(inForce.config(), nowNs);
        startAtNs = inForce.config().global().takePartNs(nowNs);
        if (startAtNs > nowNs) {
            // What an earlier run left must not stay beside another node's for that long, or for ever after a reload.
            instances.each(placed -> placed.clearLeftovers(nowNs));
        }
        startIfDue();
    }

    private void await() {
        long nearestNs = nearestNs();
        dueNs = nearestNs;
        boolean takeOver = nearestNs == instances.nearestNs() && instances.isTakeOverNext();
        long nowNs = takeOver ? MonotonicClock.nowNs() : instances.nowNs();
        if (WakePlan.isLastStretch(nearestNs, takeOver, nowNs)) {
            ready = watches.stayAwake(nearestNs);
        } else if (practice.isTime(nearestNs, nowNs)) {
            ready = practice.slice(arrived);
        } else {
            if (WakePlan.isToPrepare(nearestNs, takeOver, nowNs)) {
                machine.attend(instances.keptFromNs());
                practice.warmUp(nowNs);
            }
            long wakeNs = WakePlan.wakeNs(nearestNs, takeOver, nowNs);
            watches.arm(Math.min(wakeNs, practice.wakeNs(nearestNs, nowNs)));
            ready = watches.await();
        }
    }

    /** When the next turn begins if nothing arrives. */
    long nearestNs() {
        long ofBesideNs = Math.min(bfd.deadlineNs(), statics.deadlineNs());
        long ofHostNs = Math.min(Math.min(placement.deadlineNs(), machine.deadlineNs()), ofBesideNs);
        return Math.min(Math.min(instances.nearestNs(), startAtNs), ofHostNs);
    }

    /** A turn at a time, with what is ready; it waits for nothing. */
    void turn(long nowNs) {
        ready = watches.poll();
        turn(nowNs, true);
    }

    /**
     * Takes in what has arrived, then does what is due.
     *
     * @param soundSoFar whether the wait before it did not fail
     */
    private void turn(long nowNs, boolean soundSoFar) {
        instances.at(nowNs);
        bfd.at(nowNs);
        // Whoever sees that the loop goes on sees also whether it has reported how late that is.
        boolean sound = attempt(beginning) && soundSoFar;
        dueNs = nowNs;
        for (int index = 0; index < ready; index++) {
            Runnable handler = watches.handler(index);
            if (handler != null) {
                sound &= attempt(handler);
            }
        }
        LoopInput.Stop stop = inputs.stopAsked();
        if (stop != null) {
            stop(stop.inPlace());
        } else {
            sound &= attempt(due);
        }
        sound &= attempt(archiving);
        failedTurns = sound ? 0 : failedTurns + 1;
        if (running && failedTurns == FAILED_TURNS_MAX) {
            running = false;
            resign();
        }
    }

    /** Does a part of a turn that no virtual router is to blame for; whether it succeeded. The other parts are done anyway. */
    private boolean attempt(Runnable part) {
        Throwable failure = Contained.run(part);
        if (failure != null) {
            memory.defect("", failure);
        }
        return failure == null;
    }

    boolean isRunning() {
        return running;
    }

    private void stop(boolean inPlace) {
        running = false;
        ending = true;
        defective = false;
        if (inPlace) {
            instances.each(placed -> placed.stopInPlace(new Cause.Stopped(), instances.nowNs()));
            endGroups();
        } else {
            resign();
        }
    }

    private void resign() {
        instances.each(placed -> placed.stop(Transition.Kind.STOPPED, new Cause.Stopped(), instances.nowNs()));
        endGroups();
        boolean _ = attempt(() -> statics.end(instances.nowNs()));
    }

    private void endGroups() {
        if (started) {
            boolean _ = attempt(() -> instances.groups().stop(new Cause.Stopped(), instances.nowNs()));
        }
    }

    /** Gives everything back. */
    void end() {
        instances.each(PlacedRouter::release);
        boolean _ = attempt(bfd::close);
        boolean _ = attempt(practice::end);
        boolean _ = attempt(inputs::close);
        boolean _ = attempt(machine::close);
    }

    // The parts of a turn

    /** What the machine sent for virtual routers while the loop waited in the kernel has left; and how late is it now? */
    private void lookBack() {
        if (machine.takeKept()) {
            instances.takeKept(machine.takeLongestWaitNs(), teller);
        }
        instances.noteLateness(teller);
    }

    private void doWhatIsDue() {
        startIfDue();
        instances.fire(overtaken);
        long nowNs = instances.nowNs();
        bfd.onDeadline(nowNs);
        if (machine.deadlineNs() <= nowNs) {
            machine.onDeadline(nowNs);
        }
        if (statics.deadlineNs() <= nowNs) {
            statics.onDeadline(nowNs);
        }
        if (placement.deadlineNs() <= nowNs) {
            placement.settle(false, nowNs);
        }
    }

    private void startIfDue() {
        long nowNs = instances.nowNs();
        if (nowNs < startAtNs) {
            return;
        }
        startAtNs = VirtualRouter.NEVER;
        started = true;
        instances.each(placed -> placed.clearLeftovers(nowNs));
        instances.each(placed -> placed.start(new Cause.Started(), nowNs));
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
        } catch (RuntimeException defect) {
            // What was shown and not read is lost.
            placement.onEvent(new HostEvent.Lost());
            placement.settle(true, instances.nowNs());
            throw defect;
        }
        placement.settle(drained, instances.nowNs());
    }

    private void onWake() {
        if (inputs.stopAsked() == null) {
            verdicts.takeEach(this::track);
            inputs.takeEach(this::handle);
        }
    }

    private void track(LoopInput.Sight sight) {
        long nowNs = instances.nowNs();
        switch (sight) {
            case LoopInput.ScriptSeen seen ->
                instances.each(placed -> placed.onScript(seen.script(), seen.condition(), seen.detail(), nowNs));
            case LoopInput.FileSeen seen ->
                instances.each(placed -> placed.onFile(seen.file(), seen.value(), seen.detail(), nowNs));
            case LoopInput.ProcessSeen seen ->
                instances.each(placed -> placed.onProcess(seen.process(), seen.condition(), seen.detail(), nowNs));
            case LoopInput.BfdSeen seen ->
                instances.each(placed -> placed.onBfd(seen.session(), seen.condition(), seen.detail(), nowNs));
        }
    }

    /** Sessions are on this thread, so that what is seen of them counts at once. */
    private void seeBfd(LoopInput.BfdSeen seen) {
        verdicts.see(seen);
        verdicts.takeEach(this::track);
    }

    private void handle(LoopInput.Queued input) {
        switch (input) {
            case LoopInput.Reconfigure reconfigure -> {
                if (bringsLinks(reconfigure.proposal().config())) {
                    // They are made already, and are shown before anybody looks for them.
                    onHost();
                }
                inForce.follow(reconfigure.proposal(), started, forgotten -> {
                    verdicts.forget(forgotten);
                    verdicts.hearAll(Track.Kind.BFD);
                    bfd.follow(inForce.config(), instances.nowNs());
                    verdicts.repeat(this::track);
                });
            }
            case LoopInput.LinksPolled polled -> {
                machine.poll(polled.carriers()).forEach(placement::onEvent);
                onHost();
            }
            case LoopInput.Steer steer -> {
                boolean begun = attempt(() -> instances.steer(steer));
                boolean _ = steer.begun().complete(begun);
            }
            case LoopInput.Query<?> query -> answer(query);
        }
    }

    /** Whether a configuration brings interfaces with it that are not seen yet. */
    private boolean bringsLinks(Config config) {
        return VirtualLinks.of(config).stream().anyMatch(link -> host.link(link.name()) == null);
    }

    private <T> void answer(LoopInput.Query<T> query) {
        Throwable failure = Contained.run(() -> {
            boolean _ = query.answer().complete(query.question().apply(view));
        });
        if (failure != null) {
            boolean _ = query.answer().completeExceptionally(failure);
        }
    }

    // For what has descriptors

    @Override
    public void watch(Descriptor descriptor, Runnable handler) {
        watches.add(descriptor, handler);
    }

    @Override
    public void forget(Descriptor descriptor, Runnable handler) {
        watches.remove(descriptor, handler);
    }

    /** The monotonic time of this turn. */
    @Override
    public void stranger(String interfaceName, int vrid, IpAddress source) {
        teller.stranger(interfaceName, vrid, source);
    }

    @Override
    public long nowNs() {
        return instances.nowNs();
    }
}
