package dev.vigil.linux;

import dev.vigil.core.routing.RoutingKey;

/** What the kernel tells on its own about interfaces, addresses, routes and rules. Re-read state, never count edges. */
public sealed interface NetlinkEvent {
    /** An interface appeared or changed; also repeated without a change. */
    record LinkChanged(LinkInfo link) implements NetlinkEvent {}

    /** An interface is gone from this network namespace. */
    record LinkGone(int ifindex, String name) implements NetlinkEvent {}

    /** An address appeared or changed its flags. */
    record AddressChanged(AddressInfo address) implements NetlinkEvent {}

    /** An address is gone. */
    record AddressGone(AddressInfo address) implements NetlinkEvent {}

    /** A route or a rule with the mark of VRRP daemons is gone. */
    record RoutingGone(RoutingKey key) implements NetlinkEvent {}

    /** Events were lost because they were not read in time: whoever follows them reads everything anew. */
    record Overrun() implements NetlinkEvent {}
}
