package dev.vigil.daemon.process;

/**
 * When a script is due: at once, and then at whole multiples of its interval from there, however long a run takes. Turns
 * that were missed (because the machine stood still, say) are not made up for.
 */
final class Schedule {
    private final long intervalNs;
    private long dueNs;

    Schedule(long intervalNs, long firstNs) {
        if (intervalNs <= 0) {
            throw new IllegalArgumentException("an interval is positive: " + intervalNs);
        }
        this.intervalNs = intervalNs;
        this.dueNs = firstNs;
    }

    long dueNs() {
        return dueNs;
    }

    /** Whether it is due; if so, the next turn is the first one after now. */
    boolean takeTurn(long nowNs) {
        if (nowNs < dueNs) {
            return false;
        }
        dueNs += ((nowNs - dueNs) / intervalNs + 1) * intervalNs;
        return true;
    }
}
