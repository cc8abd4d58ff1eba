package dev.vigil.core.vrrp;

import java.util.Optional;

/**
 * Another address owner that this owner hears as MASTER although its own address is the higher one, so that the other must
 * yield. One that does not even so, as it listens to nobody (RFC 9568 7.1) or cannot hear this node, is given way to: two
 * masters for ever are worse than the wrong one.
 */
final class RivalOwner {
    /** How many of our advertisements it may miss before it counts as one that will not yield. */
    private static final int ADVERTS_MAX = 2;

    /** After so many intervals of silence it is gone, and what is heard next is heard for the first time. */
    private static final int SILENT_INTERVALS_MAX = 3;

    private long firstNs = VirtualRouter.NEVER;
    private long lastNs;

    /** Notes that it was heard; answers whether it had the time of our advertisements, and of one of its own, to yield. */
    boolean persists(long ourIntervalNs, long itsIntervalNs, long nowNs) {
        long longerNs = Math.max(ourIntervalNs, itsIntervalNs);
        if (firstNs == VirtualRouter.NEVER || nowNs - lastNs > SILENT_INTERVALS_MAX * longerNs) {
            firstNs = nowNs;
        }
        lastNs = nowNs;
        return nowNs - firstNs >= ADVERTS_MAX * ourIntervalNs + longerNs + longerNs / 5;
    }

    void forget() {
        firstNs = VirtualRouter.NEVER;
    }

    Optional<RouterSnapshot.Rival> heard() {
        return firstNs == VirtualRouter.NEVER
                ? Optional.empty()
                : Optional.of(new RouterSnapshot.Rival(firstNs, lastNs));
    }

    void restore(RouterSnapshot.Rival rival) {
        firstNs = rival.firstNs();
        lastNs = rival.lastNs();
    }

    void copy(RivalOwner other) {
        firstNs = other.firstNs;
        lastNs = other.lastNs;
    }
}
