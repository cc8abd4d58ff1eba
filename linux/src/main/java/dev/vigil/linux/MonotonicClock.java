package dev.vigil.linux;

/** The clock of every deadline: CLOCK_MONOTONIC, nanoseconds since boot, not counting suspension. */
public final class MonotonicClock {
    private MonotonicClock() {}

    /** The time now; comparable with the deadlines of {@link TimerFd}. */
    public static long nowNs() {
        // On Linux this is clock_gettime(CLOCK_MONOTONIC) without an offset, and an intrinsic; a test holds it to that.
        return System.nanoTime();
    }
}
