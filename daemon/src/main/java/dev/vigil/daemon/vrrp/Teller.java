package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;

/** Where the VRRP loop leaves its story. Every call only queues; nothing here waits, formats or fails. */
public interface Teller {
    /** @param resigned whether an advertisement with priority 0 left for it */
    void transition(String instance, Transition transition, boolean resigned);

    void priority(String instance, int from, int to, State state, Cause why);

    /** This MASTER heard another one that must yield. */
    void lowerPriority(String instance, IpAddress other, int theirPriority, int ourPriority);

    /** The kernel refused an operation. */
    void refused(String instance, String refusal);

    /** Something else removed an address of a MASTER; {@code restored} if it was put back. */
    void addressLost(String instance, IpAddress address, String interfaceName, boolean restored);

    /** An advertisement was dropped; said once for each reason in a while, whoever sends and however much. */
    void dropped(String instance, DropReason reason, IpAddress source, long total);

    /** An accepted advertisement differs from the configuration in something that matters: the addresses. */
    void drifted(String instance, IpAddress source);

    void link(String interfaceName, boolean up);

    /** An address, whoever's, came to an interface or went. */
    void address(String interfaceName, IpAddress address, boolean added);

    /** A defect of this program was contained: the instance went to FAULT. */
    void defect(String instance, RuntimeException defect);
}
