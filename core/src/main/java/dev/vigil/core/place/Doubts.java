package dev.vigil.core.place;

import dev.vigil.core.vrrp.VirtualRouter;
import java.util.HashMap;
import java.util.Map;

/**
 * Losses that were seen and may be over at once: a link that bounces, an address that is deleted and added again. Each is
 * believed only when it has lasted.
 */
final class Doubts {
    /** How long a loss is doubted before it costs a MASTER its role. */
    static final long LENGTH_NS = 25_000_000L;

    /** How long an IPv6 address may take to be usable again: its duplicate address detection lasts one to two seconds. */
    static final long DETECTION_NS = 3_000_000_000L;

    private record Doubt(long sinceNs, long lengthNs) {
        long untilNs() {
            return sinceNs + lengthNs;
        }
    }

    private final Map<Object, Doubt> doubts = new HashMap<>();

    private long deadlineNs = VirtualRouter.NEVER;

    /**
     * Something is seen to be lost that was not before, or still; whether that is not believed yet.
     *
     * @param lengthNs how long it is doubted, from when it was first seen
     */
    boolean isDoubted(Object what, long lengthNs, long nowNs) {
        Doubt known = doubts.get(what);
        Doubt doubt = new Doubt(known == null ? nowNs : known.sinceNs, lengthNs);
        boolean doubted = doubt.untilNs() > nowNs;
        if (doubted) {
            doubts.put(what, doubt);
        } else {
            doubts.remove(what);
        }
        findDeadline();
        return doubted;
    }

    /** It is there, or its loss is known. */
    void end(Object what) {
        if (doubts.remove(what) != null) {
            findDeadline();
        }
    }

    void clear() {
        doubts.clear();
        deadlineNs = VirtualRouter.NEVER;
    }

    boolean any() {
        return deadlineNs != VirtualRouter.NEVER;
    }

    /** When the next loss is believed. */
    long deadlineNs() {
        return deadlineNs;
    }

    private void findDeadline() {
        deadlineNs = doubts.values().stream().mapToLong(Doubt::untilNs).min().orElse(VirtualRouter.NEVER);
    }
}
