package dev.vigil.daemon.vrrp;

/**
 * How the loop waits for what is due next. A take-over is the one moment that nobody else covers, and after seconds of sleep
 * the caches and the processor are cold. So the loop wakes shortly before it, sleeps once more, and stays awake for the last
 * stretch; what arrives ends any of these waits, and nothing is done before it is due. While a master is heard its backup's
 * deadline moves on, so none of this costs anything.
 */
final class WakePlan {
    /** How long before a take-over the loop wakes for the first time. Longer is worse: the caches are lost again. */
    static final long EARLY_NS = 1_500_000;

    /**
     * How long before a take-over the loop sleeps no more: what it takes to wake, in a virtual machine too. Who spins for much
     * longer has used up its turn on a busy processor just when it matters, between the advertisement and the gratuitous ARP.
     */
    static final long AWAKE_NS = 200_000;

    private WakePlan() {}

    /** When to wake, if nothing arrives. */
    static long wakeNs(long dueNs, boolean takeOver, long nowNs) {
        if (!takeOver) {
            return dueNs;
        }
        return dueNs - nowNs > EARLY_NS ? dueNs - EARLY_NS : dueNs - AWAKE_NS;
    }

    /** Whether there is a moment before it for what makes it quicker. */
    static boolean isToPrepare(long dueNs, boolean takeOver, long nowNs) {
        return takeOver && dueNs - nowNs <= EARLY_NS && dueNs - nowNs > AWAKE_NS;
    }

    /** Whether to stay awake until it is due. */
    static boolean isLastStretch(long dueNs, boolean takeOver, long nowNs) {
        return takeOver && dueNs - nowNs <= AWAKE_NS;
    }
}
