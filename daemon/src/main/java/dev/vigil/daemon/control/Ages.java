package dev.vigil.daemon.control;

/** Durations for people. */
final class Ages {
    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Ages() {}

    /** The two largest units: {@code 0.3 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 d 4 h}. */
    static String rough(long ageMs) {
        long ms = Math.max(0, ageMs);
        if (ms < 10 * SECOND_MS) {
            return ms / SECOND_MS + "." + ms % SECOND_MS / 100 + " s";
        }
        if (ms < MINUTE_MS) {
            return ms / SECOND_MS + " s";
        }
        if (ms < HOUR_MS) {
            return two(ms, MINUTE_MS, "min", SECOND_MS, "s");
        }
        return ms < DAY_MS ? two(ms, HOUR_MS, "h", MINUTE_MS, "min") : two(ms, DAY_MS, "d", HOUR_MS, "h");
    }

    private static String two(long ms, long largeMs, String large, long smallMs, String small) {
        return ms / largeMs + " " + large + " " + ms % largeMs / smallMs + " " + small;
    }

    /** A setting or a measured time: {@code 250 ms}, {@code 3 s}, {@code 1.5 s}. */
    static String exact(long ns) {
        long ms = ns / 1_000_000;
        if (ms < SECOND_MS) {
            return ms + " ms";
        }
        long rest = ms % SECOND_MS;
        return ms / SECOND_MS + (rest == 0 ? "" : "." + rest / 100) + " s";
    }
}
