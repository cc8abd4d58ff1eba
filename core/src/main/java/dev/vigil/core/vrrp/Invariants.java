package dev.vigil.core.vrrp;

import dev.vigil.core.track.Tracks;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a virtual router after every input, whatever the input was. A violation is a defect of this program, to
 * be handed to {@link VirtualRouter#onDefect}.
 */
public final class Invariants {
    private Invariants() {}

    /** The first violated invariant, for people; null if all hold. */
    public static @Nullable String violated(VirtualRouter router, long nowNs) {
        String byState = violatedInState(router, nowNs);
        return byState != null ? byState : violatedPriority(router);
    }

    private static @Nullable String violatedInState(VirtualRouter router, long nowNs) {
        if (router.addressesPresent() != (router.state() == State.MASTER)) {
            return "addresses are present exactly in MASTER";
        }
        if (!router.isStarted() && router.state() != State.INIT) {
            return "a virtual router that does not take part is in INIT";
        }
        return switch (router.state()) {
            case INIT, FAULT -> violatedOutside(router);
            case BACKUP, MASTER -> violatedInside(router, nowNs);
        };
    }

    private static @Nullable String violatedOutside(VirtualRouter router) {
        if (router.stage().isLeaving()) {
            return "a MASTER alone can be leaving";
        }
        if (router.timerNs() != VirtualRouter.NEVER) {
            return "no protocol timer runs in INIT and FAULT";
        }
        boolean due = router.deadlineNs() != VirtualRouter.NEVER;
        boolean waits = router.isHeld() || router.isRemovalRefused();
        return due == waits
                ? null
                : "in INIT and FAULT a deadline is the end of a hold or another try to remove addresses";
    }

    private static @Nullable String violatedInside(VirtualRouter router, long nowNs) {
        if (router.state() == State.MASTER && router.isRemovalRefused()) {
            return "a MASTER removes no addresses";
        }
        if (router.stage() == SteeringStage.OUT) {
            return "who is drained is in FAULT";
        }
        if (router.isHeld() || router.tracks().hasFault()) {
            return "nothing that demands FAULT is left in BACKUP and MASTER";
        }
        if (router.timerNs() == VirtualRouter.NEVER) {
            return "a timer runs in BACKUP and MASTER";
        }
        return router.timerNs() - nowNs <= router.waitMaxNs() ? null : "a timer is never further ahead than its period";
    }

    private static @Nullable String violatedPriority(VirtualRouter router) {
        int priority = router.effectivePriority();
        if (priority != router.terms.priorityBy(router.tracks())) {
            return "the priority is the one that the tracked objects make, or that of a promotion";
        }
        int max = router.settings().isOwner() ? Tracks.PRIORITY_OWNER : Tracks.PRIORITY_MAX;
        boolean inRange = priority >= Tracks.PRIORITY_MIN && priority <= max;
        return inRange ? null : "the priority is 1..254, or that of the address owner";
    }
}
