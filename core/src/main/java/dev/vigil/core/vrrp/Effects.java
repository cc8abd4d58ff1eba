package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;

/**
 * What a virtual router does to the world. The calls come in the order in which they must take effect. An implementation
 * never throws for a refusal of the kernel: it reports it later through {@link VirtualRouter#onRefusal}.
 */
public interface Effects {
    /** Sends one advertisement to the group, or to every unicast peer. */
    void sendAdvertisement(int priority);

    /** Makes all addresses of the virtual router present. */
    void addAddresses();

    /** Makes all addresses of the virtual router absent. */
    void removeAddresses();

    /** Sends gratuitous ARPs (or neighbour advertisements), so many for each address. */
    void announceAddresses(int rounds);

    void reportTransition(Transition transition);

    /** Tells that the effective priority changed, without a change of state. */
    void reportPriority(int from, int to, State state, Cause why);

    /**
     * Tells that what an operator asked for has come further, is done, or is over.
     *
     * @param why who asked for it, or why it is over
     */
    default void reportSteering(SteeringStage from, SteeringStage to, Cause why) {}

    /** Tells that the addresses are announced again, because another master may have told the segment otherwise. */
    default void reportContest() {}

    /** Tells that this MASTER heard another one that must yield. */
    void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority);
}
