package dev.vigil.core.place;

import dev.vigil.core.vrrp.VirtualRouter;

/**
 * Notices that two masters meet: a MASTER of some time hears another one, which cannot have heard it. They were parted until now,
 * or one of them did not run. A MASTER that is new may hear the last word of the one before it, which is nothing of the kind.
 */
final class Reunion {
    /** For so many of its intervals it must have been MASTER, and have heard no other one. */
    private static final int QUIET_INTERVALS = 3;

    private long heardNs = Long.MIN_VALUE / 2;

    /** A MASTER hears another one that must yield; whether that is news. */
    boolean begins(VirtualRouter router, long nowNs) {
        long quietNs = QUIET_INTERVALS * router.settings().rules().intervalNs();
        boolean news = nowNs - heardNs > quietNs && nowNs - router.stateSinceNs() > quietNs;
        heardNs = nowNs;
        return news;
    }
}
