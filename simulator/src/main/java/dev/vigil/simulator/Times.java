package dev.vigil.simulator;

import dev.vigil.core.time.Nanos;

/** Times for people. */
public final class Times {

    private Times() {}

    /** Seconds with three decimals and the unit. */
    public static String text(long ns) {
        long ms = ns / Nanos.PER_MS;
        return ms / 1000 + "." + Long.toString(1000 + ms % 1000).substring(1) + " s";
    }
}
