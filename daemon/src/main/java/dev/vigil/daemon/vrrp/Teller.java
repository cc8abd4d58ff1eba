package dev.vigil.daemon.vrrp;

import dev.vigil.core.place.Story;

/**
 * A listener to the story of the VRRP loop. It takes what concerns it and may leave the rest. Every call only queues; nothing
 * here waits, formats or fails.
 */
public interface Teller extends Story {
    /** A defect of this program was contained: the instance went to FAULT. */
    default void defect(String instance, Throwable defect) {}

    /** The loop went on so much later than something was due. */
    default void late(long lateNs) {}
}
