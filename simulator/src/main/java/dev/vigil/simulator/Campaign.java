package dev.vigil.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs one seed after the other, on several threads, until there are enough, the time is over, or a rule is broken. */
public final class Campaign {
    /**
     * When it ends.
     *
     * @param from the first seed
     * @param seeds at least so many are run
     * @param nodeHours and until so many node-hours were simulated
     * @param untilNs no seed is begun when {@link System#nanoTime()} has reached this
     */
    public record Extent(long from, long seeds, double nodeHours, long untilNs) {}

    /** A scenario that breaks a rule, as it was found. */
    private record Broken(Scenario scenario, BrokenRule rule) {}

    private final Extent extent;
    private final AtomicLong next;
    private Figures figures = Figures.NONE;
    private @Nullable Broken broken;

    public Campaign(Extent extent) {
        this.extent = extent;
        next = new AtomicLong(extent.from());
    }

    /** Runs on the calling thread and on so many others that there are {@code threads}. */
    public void run(int threads) throws InterruptedException {
        List<Thread> others = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            others.add(Thread.ofPlatform().name("simulator-" + thread).start(this::work));
        }
        work();
        for (Thread other : others) {
            other.join();
        }
    }

    private void work() {
        while (goesOn()) {
            Scenario scenario = RandomScenario.of(next.getAndIncrement());
            try {
                add(Figures.of(scenario, new Simulation(scenario, Witness.NONE).run()));
            } catch (BrokenRule rule) {
                breakOff(scenario, rule);
            }
        }
    }

    private synchronized boolean goesOn() {
        boolean enough = next.get() - extent.from() >= extent.seeds() && figures.nodeHours() >= extent.nodeHours();
        return broken == null && !enough && System.nanoTime() < extent.untilNs();
    }

    private synchronized void add(Figures more) {
        figures = figures.plus(more);
    }

    private synchronized void breakOff(Scenario scenario, BrokenRule rule) {
        if (broken == null) {
            broken = new Broken(scenario, rule);
        }
    }

    /** So far; to be asked from any thread. */
    public synchronized Figures figures() {
        return figures;
    }

    /** The seed to begin with when this is continued: all before it were run. */
    public long nextSeed() {
        return next.get();
    }

    /** What broke a rule, shrunk; to be asked at the end. */
    public synchronized Optional<Finding> finding() {
        return Optional.ofNullable(broken).map(one -> Finding.of(one.scenario(), one.rule()));
    }
}
