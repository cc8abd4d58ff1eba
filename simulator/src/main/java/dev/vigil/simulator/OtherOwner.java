package dev.vigil.simulator;

/** Another address owner with a lower address, as an address owner hears it: how long it had the time to yield. */
final class OtherOwner {
    private static final long NEVER = Long.MAX_VALUE;

    private long firstNs = NEVER;
    private long lastNs;

    void forget() {
        firstNs = NEVER;
    }

    /** It is heard; whether it had the time of two of our advertisements, and of one of its own, to yield. */
    boolean outlasts(long ourIntervalNs, long itsIntervalNs, long nowNs) {
        long longerNs = Math.max(ourIntervalNs, itsIntervalNs);
        if (firstNs == NEVER || nowNs - lastNs > 3 * longerNs) {
            firstNs = nowNs;
        }
        lastNs = nowNs;
        return nowNs - firstNs >= 2 * ourIntervalNs + longerNs * 6 / 5;
    }
}
