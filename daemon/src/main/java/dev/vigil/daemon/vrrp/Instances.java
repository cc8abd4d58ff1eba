package dev.vigil.daemon.vrrp;

import dev.vigil.core.place.Groups;
import dev.vigil.core.place.PlacedRouter;
import dev.vigil.core.vrrp.VirtualRouter;
import dev.vigil.daemon.watch.Histogram;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The virtual routers that run, with their deadlines. A defect in one of them ends in the FAULT of that one. */
final class Instances implements Instance.Guard {
    /** The least time until an instance that had a defect is due again, so that a defect that repeats is no busy loop. */
    static final long AFTER_DEFECT_NS = 100_000_000L;

    /** So late a turn is worth a line of log: a backup with a short interval may have taken over meanwhile. */
    static final long LATE_NS = 250_000_000L;

    private final LoopMemory memory;
    private final Groups groups;
    private final IdentityHashMap<PlacedRouter, Instance> byPlaced = new IdentityHashMap<>();
    private List<Instance> all = List.of();
    private Wishes wishes = Wishes.NONE;
    private DeadlineQueue deadlines = new DeadlineQueue(0);
    private long nowNs;
    private Optional<LoopView.Pause> lastPause = Optional.empty();
    private LoopView.Bridged bridged = LoopView.Bridged.NONE;
    private int keptNow;
    private volatile long latenesses;

    /** How late what was due was done. */
    private final Histogram lateness = new Histogram();

    private volatile long steps;
    private long adoptions;

    Instances(LoopMemory memory, Teller teller) {
        this.memory = memory;
        groups = new Groups(teller, this::step);
    }

    /** A turn begins. */
    void at(long turnNs) {
        nowNs = turnNs;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    /** These and no others run from now on; each has its position. */
    void adopt(List<Instance> next) {
        adoptions++;
        all = List.copyOf(next);
        deadlines = new DeadlineQueue(all.size());
        byPlaced.clear();
        for (Instance instance : all) {
            byPlaced.put(instance.placed(), instance);
            deadlines.set(instance.index(), instance.placed().deadlineNs());
        }
        report("", Contained.run(() -> groups.adopt(placed(), nowNs)));
    }

    /** The sync groups of the virtual routers that run. */
    Groups groups() {
        return groups;
    }

    List<Instance> all() {
        return all;
    }

    List<PlacedRouter> placed() {
        return all.stream().map(Instance::placed).toList();
    }

    // Inputs

    /** Runs one input of every virtual router, in their order. */
    void each(Consumer<PlacedRouter> input) {
        all.forEach(instance -> step(instance, () -> input.accept(instance.placed())));
    }

    /** Runs one input of the virtual router at a place; nothing if it has ended since. */
    void step(PlacedRouter placed, Runnable input) {
        Instance instance = byPlaced.get(placed);
        if (instance != null) {
            step(instance, input);
        }
    }

    /** Runs one input of a virtual router. */
    void step(Instance instance, Runnable input) {
        Throwable defect = Contained.run(input);
        if (defect == null) {
            settled(instance);
        } else {
            contain(instance, defect);
        }
    }

    @Override
    public void settled(Instance instance) {
        dueAt(instance, instance.placed().deadlineNs());
        bringInLine(instance);
    }

    /** The sync group of an instance that had an input looks at all of its members. */
    private void bringInLine(Instance instance) {
        try {
            groups.settle(instance.placed(), nowNs);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            report(instance.name(), defect);
        }
    }

    private void report(String instance, @Nullable Throwable defect) {
        if (defect != null) {
            memory.defect(instance, defect);
        }
    }

    @Override
    public void contain(Instance instance, Throwable defect) {
        memory.defect(instance.name(), defect);
        Throwable again = Contained.run(() -> instance.placed().contain(String.valueOf(defect), nowNs));
        if (again != null) {
            memory.defect(instance.name(), again);
        }
        dueAt(instance, Math.max(instance.placed().deadlineNs(), nowNs + AFTER_DEFECT_NS));
        bringInLine(instance);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // The loop alone writes it.
    private void dueAt(Instance instance, long deadlineNs) {
        steps++;
        int index = instance.index();
        // While a configuration changes, an instance may not have its position yet.
        if (index < all.size() && all.get(index) == instance) {
            deadlines.set(index, deadlineNs);
        }
    }

    /** An operator has some of them do something. */
    void steer(LoopInput.Steer steer) {
        List<PlacedRouter> meant = all.stream()
                .filter(instance -> steer.instances().contains(instance.name()))
                .map(Instance::placed)
                .toList();
        groups.steer(meant, steer.order(), steer.why(), nowNs);
    }

    void heed(Wishes all) {
        wishes = all;
    }

    @Override
    public Optional<Wishes.Wish> wish(String name) {
        return wishes.of(name);
    }

    // Deadlines

    long nearestNs() {
        return deadlines.nearestNs();
    }

    /** Whether the nearest deadline is that of a BACKUP that takes over then, unless it hears of a master. */
    boolean isTakeOverNext() {
        return deadlines.nearestNs() != VirtualRouter.NEVER
                && all.get(deadlines.nearest()).placed().isTakeOverNext();
    }

    /** When the second advertisement is due of the BACKUP that takes over next. */
    long keptFromNs() {
        Instance next = all.get(deadlines.nearest());
        return deadlines.nearestNs() + next.config().election().advertIntervalNs();
    }

    /** How often the loop was reported late. Any thread may ask. */
    long latenesses() {
        return latenesses;
    }

    Histogram lateness() {
        return lateness;
    }

    /** Before anything is taken in: what arrived during a pause puts off what would have been due. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // The loop alone writes it.
    void noteLateness(Teller teller) {
        long lateNs = nowNs - deadlines.nearestNs();
        if (lateNs >= 0) {
            lateness.note(lateNs);
        }
        if (lateNs >= LATE_NS) {
            lastPause = Optional.of(new LoopView.Pause(nowNs, lateNs));
            latenesses++;
            teller.late(lateNs);
        }
    }

    /**
     * What was sent for virtual routers while the loop waited in the kernel has left.
     *
     * @param longestNs the longest of the waits
     */
    void takeKept(long longestNs, Teller teller) {
        keptNow = 0;
        all.forEach(instance -> step(instance, () -> keptNow += instance.takeKept()));
        if (keptNow > 0) {
            bridged = bridged.and(keptNow, longestNs);
            teller.bridged(keptNow, longestNs);
        }
    }

    /**
     * Does what is due, nearest first; bounded, so that what arrives meanwhile comes to its turn.
     *
     * @param overtaken whether advertisements left on their own meanwhile: then what has arrived comes before the rest
     */
    void fire(BooleanSupplier overtaken) {
        int firedMax = 2 * all.size();
        for (int fired = 0; fired < firedMax && deadlines.nearestNs() <= nowNs && !overtaken.getAsBoolean(); fired++) {
            all.get(deadlines.nearest()).onDeadline(nowNs);
        }
    }

    // What others see

    /** How often other instances were adopted. */
    long adoptions() {
        return adoptions;
    }

    Optional<LoopView.Pause> lastPause() {
        return lastPause;
    }

    LoopView.Bridged bridged() {
        return bridged;
    }

    /** How many inputs were taken. Any thread may ask. */
    long steps() {
        return steps;
    }
}
