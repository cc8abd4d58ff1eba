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

    /** When each loss is believed. */
    private final Map<Object, Long> untilNs = new HashMap<>();

    private long deadlineNs = VirtualRouter.NEVER;

    /** Something is seen to be lost that was not before, or still; whether that is not believed yet. */
    boolean isDoubted(Object what, long nowNs) {
        long until = untilNs.computeIfAbsent(what, _ -> nowNs + LENGTH_NS);
        if (until <= nowNs) {
            untilNs.remove(what);
        }
        findDeadline();
        return until > nowNs;
    }

    /** It is there, or its loss is known. */
    void end(Object what) {
        if (untilNs.remove(what) != null) {
            findDeadline();
        }
    }

    void clear() {
        untilNs.clear();
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
        deadlineNs = untilNs.values().stream().mapToLong(Long::longValue).min().orElse(VirtualRouter.NEVER);
    }
}
