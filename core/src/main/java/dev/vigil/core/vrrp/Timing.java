package dev.vigil.core.vrrp;

import dev.vigil.core.time.Nanos;

/** The protocol's time arithmetic, in integers, to the microsecond as keepalived has it. */
public final class Timing {
    private static final long US_PER_S = 1_000_000;
    private static final long US_PER_CS = 10_000;

    private Timing() {}

    /**
     * The skew time: less for a higher priority, so that the best backup is first.
     *
     * @param masterIntervalNs the interval of the master; version 2 does not use it (RFC 3768 6.1)
     */
    public static long skewNs(int version, int priority, long masterIntervalNs) {
        if (version == 2) {
            return (256 - priority) * US_PER_S / 256 * Nanos.PER_US;
        }
        // RFC 9568 6.1: (256 - priority) * interval / 256, the interval in whole centiseconds: 625/16 is 10 000/256.
        long intervalCs = masterIntervalNs / (US_PER_CS * Nanos.PER_US);
        return (256 - priority) * intervalCs * 625 / 16 * Nanos.PER_US;
    }

    /** How long a master may be silent (RFC 9568 6.1), with keepalived's {@code down_timer_adverts} in place of 3. */
    public static long masterDownNs(int version, int priority, long masterIntervalNs, int adverts) {
        return adverts * masterIntervalNs + skewNs(version, priority, masterIntervalNs);
    }
}
