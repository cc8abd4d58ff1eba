package dev.vigil.core.place;

/** What the kernel shows on its own of interfaces and addresses. */
public sealed interface HostEvent {
    /** An interface appeared or changed; also repeated without a change. */
    record LinkSeen(Link link) implements HostEvent {}

    record LinkGone(int ifindex, String name) implements HostEvent {}

    /** An address appeared or changed its flags. */
    record AddressSeen(HostAddress address) implements HostEvent {}

    record AddressGone(HostAddress address) implements HostEvent {}

    /** Events were lost because they were not read in time. */
    record Lost() implements HostEvent {}
}
