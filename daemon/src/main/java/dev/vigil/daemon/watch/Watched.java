package dev.vigil.daemon.watch;

/** A loop that shows that it lives. It writes, any thread reads. */
public interface Watched {
    /**
     * When the loop has to show itself next: while it waits, the deadline for which it waits, and while it works, the time at
     * which this turn began.
     *
     * @return a time of {@link dev.vigil.linux.MonotonicClock}, or {@code Long.MAX_VALUE} while it waits for no time
     */
    long dueNs();

    /** How many pieces of work it has finished; a long turn makes many of them. */
    long steps();

    /** Whether it does its last work: it resigns and gives everything back. */
    boolean isEnding();
}
