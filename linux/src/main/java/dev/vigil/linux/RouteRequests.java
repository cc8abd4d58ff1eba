package dev.vigil.linux;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RouteEntry.Hop;
import dev.vigil.core.routing.RouteEntry.Leg;
import dev.vigil.core.routing.RouteEntry.Metric;
import dev.vigil.linux.Structs.Rtmsg;
import dev.vigil.linux.Structs.Rtnexthop;
import java.util.function.ToIntFunction;

/** Encodes routes. */
final class RouteRequests {
    private static final int AFTER_TABLE_BYTE = 256;

    private RouteRequests() {}

    /**
     * Adds a route; EEXIST if the very same is there.
     *
     * @param ifindexes the numbers of the interfaces that it names
     */
    static NetlinkRequest add(RouteEntry route, ToIntFunction<String> ifindexes) {
        int flags = switch (route.insertion()) {
            case PREPEND -> Constants.NLM_F_CREATE;
            case APPEND -> Constants.NLM_F_CREATE | RoutingConstants.NLM_F_APPEND;
            case ADD -> Constants.NLM_F_CREATE | Constants.NLM_F_EXCL;
        };
        NetlinkWriter writer = new NetlinkWriter(RoutingConstants.RTM_NEWROUTE, flags);
        identity(writer, route, ifindexes);
        properties(writer, route);
        return new NetlinkRequest("add", route, writer.finish());
    }

    /**
     * Removes a route; ESRCH if there is none with its protocol. What the kernel may change by itself, as a metric that it
     * finds too large, is not compared.
     */
    static NetlinkRequest remove(RouteEntry route, ToIntFunction<String> ifindexes) {
        NetlinkWriter writer = new NetlinkWriter(RoutingConstants.RTM_DELROUTE, 0);
        identity(writer, route, ifindexes);
        return new NetlinkRequest("remove", route, writer.finish());
    }

    private static void identity(NetlinkWriter writer, RouteEntry route, ToIntFunction<String> ifindexes) {
        boolean onLink = route.legs().isEmpty() && route.hop().onLink();
        int body = writer.reserve(Rtmsg.SIZE);
        int table = route.table();
        boolean fits = table >= 0 && table < AFTER_TABLE_BYTE;
        writer.bytes()
                .put(body + Rtmsg.RTM_FAMILY, family(route.family()))
                .put(body + Rtmsg.RTM_DST_LEN, (byte) route.destination().length())
                .put(body + Rtmsg.RTM_TOS, (byte) route.tos())
                .put(body + Rtmsg.RTM_TABLE, (byte) (fits ? table : RoutingConstants.RT_TABLE_COMPAT))
                .put(body + Rtmsg.RTM_PROTOCOL, (byte) route.protocol())
                .put(body + Rtmsg.RTM_SCOPE, (byte) route.scope())
                .put(body + Rtmsg.RTM_TYPE, (byte) route.type())
                .putInt(body + Rtmsg.RTM_FLAGS, onLink ? RoutingConstants.RTNH_F_ONLINK : 0);
        if (!fits) {
            writer.attribute(RoutingConstants.RTA_TABLE, table);
        }
        if (!route.destination().isAll()) {
            writer.attribute(RoutingConstants.RTA_DST, route.destination().address());
        }
        route.from().ifPresent(from -> {
            writer.bytes().put(body + Rtmsg.RTM_SRC_LEN, (byte) from.length());
            writer.attribute(RoutingConstants.RTA_SRC, from.address());
        });
        route.source().ifPresent(source -> writer.attribute(RoutingConstants.RTA_PREFSRC, source));
        if (route.metric() != 0) {
            writer.attribute(RoutingConstants.RTA_PRIORITY, route.metric());
        }
        if (route.legs().isEmpty()) {
            hop(writer, route.hop(), route.family());
            route.hop()
                    .interfaceName()
                    .ifPresent(name -> writer.attribute(RoutingConstants.RTA_OIF, ifindexes.applyAsInt(name)));
        } else {
            legs(writer, route, ifindexes);
        }
    }

    private static void hop(NetlinkWriter writer, Hop hop, Family family) {
        hop.gateway().ifPresent(gateway -> gateway(writer, gateway, family));
        hop.realms().ifPresent(realms -> writer.attribute(RoutingConstants.RTA_FLOW, realms));
        hop.encapsulation().ifPresent(encapsulation -> TunnelAttributes.write(writer, encapsulation));
    }

    private static void gateway(NetlinkWriter writer, IpAddress gateway, Family family) {
        if (gateway.family() == family) {
            writer.attribute(RoutingConstants.RTA_GATEWAY, gateway);
            return;
        }
        int length = Short.BYTES + gateway.family().lengthBytes();
        int position = writer.attributeOfLength(RoutingConstants.RTA_VIA, length);
        writer.bytes().putShort(position, family(gateway.family()));
        SocketAddress.writeIp(writer.bytes(), position + Short.BYTES, gateway);
    }

    private static void legs(NetlinkWriter writer, RouteEntry route, ToIntFunction<String> ifindexes) {
        int all = writer.begin(RoutingConstants.RTA_MULTIPATH);
        for (Leg leg : route.legs()) {
            int start = writer.reserve(Rtnexthop.SIZE);
            hop(writer, leg.hop(), route.family());
            int ifindex = leg.hop().interfaceName().map(ifindexes::applyAsInt).orElse(0);
            writer.bytes()
                    .putShort(start + Rtnexthop.RTNH_LEN, (short) (writer.lengthBytes() - start))
                    .put(start + Rtnexthop.RTNH_FLAGS, (byte) (leg.hop().onLink() ? RoutingConstants.RTNH_F_ONLINK : 0))
                    .put(start + Rtnexthop.RTNH_HOPS, (byte) (leg.weight() - 1))
                    .putInt(start + Rtnexthop.RTNH_IFINDEX, ifindex);
        }
        writer.end(all);
    }

    private static void properties(NetlinkWriter writer, RouteEntry route) {
        route.expiresS().ifPresent(seconds -> writer.attribute(RoutingConstants.RTA_EXPIRES, (int) seconds));
        route.preference().ifPresent(preference -> writer.attribute(RoutingConstants.RTA_PREF, (byte) preference));
        route.ttlPropagate()
                .ifPresent(carried -> writer.attribute(RoutingConstants.RTA_TTL_PROPAGATE, (byte) (carried ? 1 : 0)));
        if (!route.metrics().isEmpty()) {
            metrics(writer, route.metrics());
        }
    }

    private static void metrics(NetlinkWriter writer, RouteEntry.Metrics metrics) {
        int all = writer.begin(RoutingConstants.RTA_METRICS);
        int locks = metrics.congestionControlLocked() ? 1 << RoutingConstants.RTAX_CC_ALGO : 0;
        for (Metric metric : metrics.values()) {
            locks |= metric.locked() ? 1 << number(metric.kind()) : 0;
        }
        if (locks != 0) {
            writer.attribute(RoutingConstants.RTAX_LOCK, locks);
        }
        metrics.values().forEach(metric -> writer.attribute(number(metric.kind()), metric.value()));
        metrics.congestionControl().ifPresent(name -> writer.attribute(RoutingConstants.RTAX_CC_ALGO, name));
        writer.end(all);
    }

    private static int number(Metric.Kind kind) {
        return switch (kind) {
            case MTU -> RoutingConstants.RTAX_MTU;
            case WINDOW -> RoutingConstants.RTAX_WINDOW;
            case RTT -> RoutingConstants.RTAX_RTT;
            case RTT_VARIANCE -> RoutingConstants.RTAX_RTTVAR;
            case SLOW_START_THRESHOLD -> RoutingConstants.RTAX_SSTHRESH;
            case CONGESTION_WINDOW -> RoutingConstants.RTAX_CWND;
            case ADVERTISED_MSS -> RoutingConstants.RTAX_ADVMSS;
            case REORDERING -> RoutingConstants.RTAX_REORDERING;
            case HOP_LIMIT -> RoutingConstants.RTAX_HOPLIMIT;
            case INITIAL_CONGESTION_WINDOW -> RoutingConstants.RTAX_INITCWND;
            case FEATURES -> RoutingConstants.RTAX_FEATURES;
            case RTO_MIN -> RoutingConstants.RTAX_RTO_MIN;
            case INITIAL_RECEIVE_WINDOW -> RoutingConstants.RTAX_INITRWND;
            case QUICK_ACK -> RoutingConstants.RTAX_QUICKACK;
            case FAST_OPEN_NO_COOKIE -> RoutingConstants.RTAX_FASTOPEN_NO_COOKIE;
        };
    }

    static byte family(Family family) {
        return (byte) (family == Family.IPV4 ? Constants.AF_INET : Constants.AF_INET6);
    }
}
