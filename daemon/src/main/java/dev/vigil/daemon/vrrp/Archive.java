package dev.vigil.daemon.vrrp;

import dev.vigil.recording.Excerpt;

/** Where the loop leaves what it remembers when somebody may want to know it later. Every call only queues. */
public interface Archive {
    /** Why something is kept. */
    enum Reason {
        TRANSITION,
        DEFECT
    }

    /** Whether each transition is a reason. A defect always is. */
    boolean keepsTransitions();

    /** Whether something would be kept now; otherwise the loop asks again in its next turn. */
    boolean isReady(long nowNs);

    /** @param detail what happened, for people; may be empty */
    void keep(Reason reason, String detail, Excerpt excerpt, long nowNs);
}
