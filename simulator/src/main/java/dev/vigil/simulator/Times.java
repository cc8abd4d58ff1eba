package dev.vigil.simulator;

/** Times for people. */
public final class Times {
    private static final long NS_PER_MS = 1_000_000;

    private Times() {}

    /** Seconds with three decimals and the unit. */
    public static String text(long ns) {
        long ms = ns / NS_PER_MS;
        return ms / 1000 + "." + Long.toString(1000 + ms % 1000).substring(1) + " s";
    }
}
