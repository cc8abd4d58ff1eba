package dev.vigil.core.place;

import dev.vigil.core.routing.RoutingKey;

/** What the kernel shows on its own of interfaces, addresses, routes and rules. */
public sealed interface HostEvent {
    /** An interface appeared or changed; also repeated without a change. */
    record LinkSeen(Link link) implements HostEvent {}

    record LinkGone(int ifindex, String name) implements HostEvent {}

    /** An address appeared or changed its flags. */
    record AddressSeen(HostAddress address) implements HostEvent {}

    record AddressGone(HostAddress address) implements HostEvent {}

    /** A route or a rule with the mark of VRRP daemons is gone. */
    record RoutingGone(RoutingKey key) implements HostEvent {}

    /** Events were lost because they were not read in time. */
    record Lost() implements HostEvent {}
}
