package dev.vigil.config.model;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A route of {@code virtual_routes} or {@code static_routes}.
 *
 * @param type unicast, blackhole and so on; unicast if not given
 * @param destination empty for the default route
 * @param from IPv6: the network that packets come from
 * @param table main if not given
 * @param protocol 18 (keepalived) if not given
 * @param expiresS IPv6: its life time
 * @param nextHops the legs of a multipath route
 * @param tracked false for {@code no_track}: its loss does not matter
 * @param text the entry as it is written, for display
 */
public record Route(
        Family family,
        Named type,
        Optional<Network> destination,
        Optional<Network> from,
        Optional<IpAddress> source,
        Hop hop,
        OptionalInt tos,
        Optional<Named> table,
        Optional<Named> protocol,
        Optional<Named> scope,
        OptionalLong metric,
        Optional<String> vrf,
        OptionalLong expiresS,
        Optional<String> preference,
        Optional<Boolean> ttlPropagate,
        Insertion insertion,
        Metrics metrics,
        List<NextHop> nextHops,
        boolean tracked,
        Optional<String> trackGroup,
        String text,
        SourcePlace place) {

    /** A network: an address and the length of its prefix. */
    public record Network(IpAddress address, int length) {
        @Override
        public String toString() {
            return address + "/" + length;
        }
    }

    /** Where packets go: a gateway, an interface, or both. */
    public record Hop(
            Optional<IpAddress> gateway,
            Optional<String> interfaceName,
            boolean onLink,
            Optional<Encapsulation> encapsulation,
            Optional<Realms> realms) {}

    /** A leg of a multipath route, with a weight of 1..256. */
    public record NextHop(Hop hop, int weight) {}

    /** Realms for accounting; the one that packets come from is optional. */
    public record Realms(Optional<Named> from, Named to) {}

    /**
     * A tunnel without an interface.
     *
     * @param options as they are written, name and value by turns
     */
    public record Encapsulation(String kind, List<String> options, dev.vigil.core.routing.Encapsulation tunnel) {}

    /** How a route is put beside others to the same destination. */
    public enum Insertion {
        PREPEND,
        APPEND,
        ADD
    }

    /** A value that the kernel may be forbidden to change. */
    public record Lockable(long value, boolean locked) {}

    /**
     * What is said about connections over the route.
     *
     * @param rtt in eighths of a millisecond
     * @param rttVariance in quarters of a millisecond
     * @param rtoMin in milliseconds
     * @param congestionControl the name of an algorithm
     */
    public record Metrics(
            Optional<Lockable> mtu,
            OptionalInt hopLimit,
            Optional<Lockable> advertisedMss,
            Optional<Lockable> rtt,
            Optional<Lockable> rttVariance,
            Optional<Lockable> reordering,
            OptionalLong window,
            Optional<Lockable> congestionWindow,
            Optional<Lockable> slowStartThreshold,
            Optional<Lockable> rtoMin,
            OptionalLong initialCongestionWindow,
            OptionalLong initialReceiveWindow,
            boolean ecn,
            OptionalInt quickAck,
            Optional<String> congestionControl,
            boolean congestionControlLocked,
            OptionalInt fastOpenNoCookie) {}
}
