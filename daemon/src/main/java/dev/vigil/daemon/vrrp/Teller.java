package dev.vigil.daemon.vrrp;

import dev.vigil.core.place.Story;

/**
 * A listener to the story of the VRRP loop. It takes what concerns it and may leave the rest. Every call only queues; nothing
 * here waits, formats or fails.
 */
public interface Teller extends Story {
    /** A defect of this program was contained: the instance went to FAULT. */
    default void defect(String instance, Throwable defect) {}

    /** While the loop waited in the kernel, for so long at the longest, so many advertisements were sent in its place. */
    default void bridged(int adverts, long longestNs) {}

    /** The loop went on so much later than something was due. */
    default void late(long lateNs) {}
}
