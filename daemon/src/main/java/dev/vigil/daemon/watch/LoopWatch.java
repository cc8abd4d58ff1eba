package dev.vigil.daemon.watch;

import java.util.function.LongSupplier;

/**
 * Judges whether a loop still turns, from looks at it at regular times. Only time in which the watch itself ran counts against
 * the loop: a machine that was suspended, or a process that was frozen, stops both.
 */
public final class LoopWatch {
    /** From one look to the next. */
    public static final long LOOK_EVERY_NS = 250_000_000L;

    /** After so long without a step the loop is late, which is worth a line. */
    public static final long LATE_AFTER_NS = 1_000_000_000L;

    /** A loop is never given up before: the kernel alone can keep one waiting for seconds. */
    public static final long END_AFTER_MIN_NS = 5_000_000_000L;

    /**
     * A loop that ends is not given up before: others know that it has resigned, whoever asked it to end waits, and all that
     * it may wait for is the kernel, for which a guardian would wait as well.
     */
    public static final long END_AFTER_ENDING_NS = 60_000_000_000L;

    /** The most that one look counts, however long the watch slept. */
    private static final long CREDIT_MAX_NS = 2 * LOOK_EVERY_NS;

    private final LongSupplier takeOverNs;
    private long lookedNs;
    private long seenDueNs;
    private long seenSteps;
    private long silentNs;
    private Verdict verdict = Verdict.FINE;

    /** What a look says. */
    public enum Verdict {
        FINE,
        /** It has made no step for {@link #LATE_AFTER_NS}. */
        LATE,
        /** It was late and has made a step since the last look; {@link #silentNs} still tells how long that took. */
        BACK,
        /** It is given up: others hold its addresses by now. */
        LOST
    }

    /**
     * @param takeOverNs tells after how much silence the first other node takes addresses over; asked for when it matters
     * @param nowNs the time of the first look
     */
    public LoopWatch(LongSupplier takeOverNs, long nowNs) {
        this.takeOverNs = takeOverNs;
        lookedNs = nowNs;
        seenDueNs = Long.MAX_VALUE;
    }

    /** One look at what a loop shows at {@code nowNs}. */
    public Verdict look(long nowNs, Watched loop) {
        return look(nowNs, loop.dueNs(), loop.steps(), loop.isEnding());
    }

    Verdict look(long nowNs, long dueNs, long steps, boolean ending) {
        long sleptNs = Math.min(nowNs - lookedNs, CREDIT_MAX_NS);
        boolean moved = dueNs != seenDueNs || steps != seenSteps || dueNs > nowNs;
        lookedNs = nowNs;
        seenDueNs = dueNs;
        seenSteps = steps;
        if (moved) {
            verdict = verdict == Verdict.LATE ? Verdict.BACK : Verdict.FINE;
            if (verdict == Verdict.FINE) {
                silentNs = 0;
            }
            return verdict;
        }
        silentNs = verdict == Verdict.BACK ? sleptNs : silentNs + sleptNs;
        verdict = silentNs < LATE_AFTER_NS ? Verdict.FINE : isLost(ending) ? Verdict.LOST : Verdict.LATE;
        return verdict;
    }

    private boolean isLost(boolean ending) {
        return silentNs >= (ending ? END_AFTER_ENDING_NS : END_AFTER_MIN_NS) && silentNs >= takeOverNs.getAsLong();
    }

    /** For how long no step was seen, as far as it counts. */
    public long silentNs() {
        return silentNs;
    }
}
