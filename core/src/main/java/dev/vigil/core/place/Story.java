package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.group.GroupTransition;
import dev.vigil.core.packet.DropReason;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Rivals;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.SteeringStage;
import dev.vigil.core.vrrp.Transition;
import java.util.List;

/**
 * Where placed routers leave what happened; a listener takes what concerns it. Every call only queues; nothing here waits,
 * formats or fails.
 */
public interface Story {
    /** @param resigned whether an advertisement with priority 0 left for it */
    default void transition(String router, Transition transition, boolean resigned) {}

    /** A sync group changed its state, after its members unless it begins. */
    default void group(GroupTransition transition) {}

    /**
     * What an operator asked of a router has come further, is done, or is over.
     *
     * @param why who asked for it, or why it is over
     */
    default void steering(String router, SteeringStage from, SteeringStage to, Cause why) {}

    default void priority(String router, int from, int to, State state, Cause why) {}

    /** This MASTER heard another one that must yield. */
    default void lowerPriority(String router, IpAddress other, int theirPriority, int ourPriority) {}

    /**
     * Two masters met after a time apart, and the other must yield.
     *
     * @param interfaces on which this one has announced its addresses again
     */
    default void mastersMet(String router, IpAddress other, int theirPriority, List<String> interfaces) {}

    /** The kernel refused an operation. */
    default void refused(String router, String refusal) {}

    /** A MASTER serves without something that it should have, one sentence each; none: it is whole again. */
    default void degraded(String router, List<String> lacking) {}

    /** Something else removed an address of a MASTER; {@code restored} if it was put back. */
    default void addressLost(String router, IpAddress address, String interfaceName, boolean restored) {}

    /** Something removed a route or rule of a MASTER; {@code restored} if it was put back. */
    default void routingLost(String router, RoutingEntry entry, boolean restored) {}

    /** An advertisement was dropped; reported once for each reason in a while, whoever sends and however much. */
    default void dropped(String router, DropReason reason, IpAddress source, long total) {}

    /** The clock of a node that proves its advertisements is so far ahead of ours, or behind, that they will soon be refused. */
    default void clockDiffers(String router, IpAddress source, long aheadNs) {}

    /** A second master, or a node that is configured differently, came or went. */
    default void rival(String router, Rivals.News news) {}

    /** So many rounds of gratuitous ARPs, or neighbour advertisements, were handed over for each of these addresses. */
    default void announced(String router, List<PlacedAddress> addresses, int rounds) {}

    default void link(String interfaceName, boolean up) {}

    /** An address, whoever's, came to an interface or went. */
    default void address(String interfaceName, IpAddress address, boolean added) {}
}
