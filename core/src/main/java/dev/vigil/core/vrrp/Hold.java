package dev.vigil.core.vrrp;

import static dev.vigil.core.vrrp.VirtualRouter.NEVER;

import org.jspecify.annotations.Nullable;

/** What keeps a virtual router out for a while: a refusal of the kernel, contested addresses, or a defect. */
final class Hold {
    /** How long a virtual router stays out, unless something else is said. */
    static final long LENGTH_NS = 10_000_000_000L;

    /** When it ends. */
    long untilNs = NEVER;

    /** Null while nothing holds. */
    @Nullable
    Cause cause;

    void begin(Cause why, long lengthNs, long nowNs) {
        cause = why;
        untilNs = nowNs + lengthNs;
    }

    void end() {
        cause = null;
        untilNs = NEVER;
    }

    void copy(Hold other) {
        cause = other.cause;
        untilNs = other.untilNs;
    }
}
