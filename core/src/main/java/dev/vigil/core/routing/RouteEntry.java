package dev.vigil.core.routing;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A route.
 *
 * @param type 1 unicast, 6 blackhole, ...
 * @param from IPv6: the network that packets come from
 * @param source the address that packets of this host get
 * @param hop where packets go, unless there are several legs
 * @param metric 0 for the kernel's own choice
 * @param expiresS IPv6: its life time
 * @param preference IPv6: that of the router, as the kernel has it
 * @param legs those of a multipath route; empty for any other
 */
public record RouteEntry(
        int type,
        Subnet destination,
        Optional<Subnet> from,
        Optional<IpAddress> source,
        Hop hop,
        int tos,
        int table,
        int protocol,
        int scope,
        int metric,
        OptionalLong expiresS,
        OptionalInt preference,
        Optional<Boolean> ttlPropagate,
        Insertion insertion,
        Metrics metrics,
        List<Leg> legs)
        implements RoutingEntry {
    public static final int UNICAST = 1;
    public static final int TABLE_MAIN = 254;

    public RouteEntry {
        legs = List.copyOf(legs);
    }

    /** How it is put beside others to the same destination. */
    public enum Insertion {
        PREPEND,
        APPEND,
        ADD
    }

    /**
     * Where packets go: a gateway, an interface, or both.
     *
     * @param onLink the gateway is reachable on the interface although no network says so
     * @param realms for accounting: that of the source in the upper half, that of the destination in the lower
     * @param encapsulation what packets are put into
     */
    public record Hop(
            Optional<IpAddress> gateway,
            Optional<String> interfaceName,
            boolean onLink,
            OptionalInt realms,
            Optional<Encapsulation> encapsulation) {
        /** Where packets go as they are. */
        public Hop(Optional<IpAddress> gateway, Optional<String> interfaceName, boolean onLink, OptionalInt realms) {
            this(gateway, interfaceName, onLink, realms, Optional.empty());
        }

        public static final Hop NONE = new Hop(Optional.empty(), Optional.empty(), false, OptionalInt.empty());
    }

    /** A leg of a multipath route, with a weight of 1..256. */
    public record Leg(Hop hop, int weight) {}

    /** What is said about connections over a route. */
    public record Metrics(List<Metric> values, Optional<String> congestionControl, boolean congestionControlLocked) {
        public static final Metrics NONE = new Metrics(List.of(), Optional.empty(), false);

        public Metrics {
            values = List.copyOf(values);
        }

        public boolean isEmpty() {
            return values.isEmpty() && congestionControl.isEmpty();
        }
    }

    /** One of them; a locked one the kernel may not change. */
    public record Metric(Kind kind, int value, boolean locked) {
        public enum Kind {
            MTU,
            WINDOW,
            /** In eighths of a millisecond. */
            RTT,
            /** In quarters of a millisecond. */
            RTT_VARIANCE,
            SLOW_START_THRESHOLD,
            CONGESTION_WINDOW,
            ADVERTISED_MSS,
            REORDERING,
            HOP_LIMIT,
            INITIAL_CONGESTION_WINDOW,
            /** The bits of the kernel: 1 for explicit congestion notification. */
            FEATURES,
            /** In milliseconds. */
            RTO_MIN,
            INITIAL_RECEIVE_WINDOW,
            QUICK_ACK,
            FAST_OPEN_NO_COOKIE
        }
    }

    public Family family() {
        return destination.family();
    }

    @Override
    public List<String> interfaces() {
        if (legs.isEmpty()) {
            return hop.interfaceName().map(List::of).orElse(List.of());
        }
        List<String> names = new ArrayList<>();
        legs.forEach(leg -> leg.hop().interfaceName().ifPresent(names::add));
        return names;
    }

    @Override
    public boolean needsInterfaces() {
        return true;
    }

    @Override
    public RoutingKey key() {
        return RoutingKey.route(destination, table);
    }

    /** As {@code route 198.51.100.0/24 via 192.0.2.1 dev eth1 table 100}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("route ");
        text.append(destination.isAll() ? (family() == Family.IPV4 ? "default" : "default6") : destination.toString());
        hop.gateway().ifPresent(gateway -> text.append(" via ").append(gateway));
        hop.interfaceName().ifPresent(name -> text.append(" dev ").append(name));
        for (Leg leg : legs) {
            text.append(" nexthop");
            leg.hop().gateway().ifPresent(gateway -> text.append(" via ").append(gateway));
            leg.hop().interfaceName().ifPresent(name -> text.append(" dev ").append(name));
        }
        if (table != TABLE_MAIN) {
            text.append(" table ").append(Integer.toUnsignedString(table));
        }
        if (metric != 0) {
            text.append(" metric ").append(Integer.toUnsignedString(metric));
        }
        return text.toString();
    }
}
