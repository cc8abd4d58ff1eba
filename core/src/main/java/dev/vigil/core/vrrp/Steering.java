package dev.vigil.core.vrrp;

import static dev.vigil.core.vrrp.VirtualRouter.NEVER;

import dev.vigil.core.track.Tracks;
import org.jspecify.annotations.Nullable;

/** What an operator asked of a virtual router, and how far that has come. */
final class Steering {
    /**
     * How long a MASTER that leaves keeps its addresses after its successor was heard. A master advertises before it has its
     * addresses and announces them, so that much of what clients send still comes here.
     */
    static final long OVERLAP_NS = 50_000_000L;

    SteeringStage stage = SteeringStage.NONE;

    /** Who asked, and why; null in {@link SteeringStage#NONE}. */
    @Nullable
    Cause why;

    /** Until when a MASTER that leaves waits for its successor. */
    long boundNs = NEVER;

    /** The priority of a virtual router whose tracked objects make this one. */
    int priority(int ofTracks) {
        boolean raised = stage == SteeringStage.PROMOTED && ofTracks != Tracks.PRIORITY_OWNER;
        return raised ? Tracks.PRIORITY_MAX : ofTracks;
    }

    /** Who asked, and why. */
    Cause cause() {
        Cause known = why;
        if (known == null) {
            throw new IllegalStateException("nobody asked for anything");
        }
        return known;
    }

    /** Nobody asked for anything. */
    void forget() {
        stage = SteeringStage.NONE;
        why = null;
        boundNs = NEVER;
    }

    void copy(Steering other) {
        stage = other.stage;
        why = other.why;
        boundNs = other.boundNs;
    }
}
