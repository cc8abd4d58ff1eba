package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.bfd.BfdDrop;
import dev.vigil.core.bfd.BfdSession;
import dev.vigil.core.place.Story;

/**
 * A listener to the story of the VRRP loop. It takes what concerns it and may leave the rest. Every call only queues; nothing
 * here waits, formats or fails.
 */
public interface Teller extends Story {
    /** An advertisement came that is for no virtual router of this daemon. */
    default void stranger(String interfaceName, int vrid, IpAddress source) {}

    /** A defect of this program was contained: the instance went to FAULT. */
    default void defect(String instance, Throwable defect) {}

    /** While the loop waited in the kernel, for so long at the longest, so many advertisements were sent in its place. */
    default void bridged(int adverts, long longestNs) {}

    /** A BFD session begins, is up, or is not any more; for a reason, unless it is up. */
    default void bfd(BfdSession session, String reason) {}

    /** What a BFD session needs is not possible; the name is empty where it is about all of them. */
    default void bfdRefused(String session, String reason) {}

    /** A BFD packet was refused; told once for each reason in a while. */
    default void bfdDropped(BfdDrop reason, IpAddress source, long total) {}

    /** The loop went on so much later than something was due. */
    default void late(long lateNs) {}
}
