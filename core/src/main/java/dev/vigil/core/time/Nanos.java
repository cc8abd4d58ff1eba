package dev.vigil.core.time;

/** How many nanoseconds make the other units of time; every time and span of this program is in nanoseconds. */
public final class Nanos {
    public static final long PER_S = 1_000_000_000L;
    public static final long PER_MS = 1_000_000L;
    public static final long PER_US = 1_000L;

    /** The unit of intervals in messages of version 3 (RFC 9568 5.2.7). */
    public static final long PER_CS = 10_000_000L;

    private Nanos() {}
}
