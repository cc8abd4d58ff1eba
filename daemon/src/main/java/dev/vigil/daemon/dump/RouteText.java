package dev.vigil.daemon.dump;

import dev.vigil.config.model.Named;
import dev.vigil.config.model.Route;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.routing.RoutingEntry;
import java.math.BigDecimal;
import java.util.Optional;

/** A route as the dumps write it: its options in keepalived's order. */
final class RouteText {
    private static final String TABLE_MAIN = "254";
    private static final BigDecimal RTT_UNITS = BigDecimal.valueOf(8);
    private static final BigDecimal VARIANCE_UNITS = BigDecimal.valueOf(4);

    private final StringBuilder text = new StringBuilder();

    private RouteText() {}

    static String of(Route route) {
        RouteText all = new RouteText();
        all.destination(route);
        route.hop().encapsulation().ifPresent(all::encapsulation);
        all.hop(route.hop());
        all.place(route);
        if (route.hop().onLink()) {
            all.word("onlink");
        }
        route.hop().realms().ifPresent(all::realms);
        all.times(route.metrics());
        all.metrics(route.metrics());
        all.ipv6(route);
        route.nextHops().forEach(all::leg);
        // What names no interface cannot be tracked.
        if (!route.tracked() || route.hop().interfaceName().isEmpty()) {
            all.word("no_track");
        }
        route.trackGroup().ifPresent(group -> all.put("track_group", group));
        return all.text.toString().strip();
    }

    private void word(String word) {
        text.append(' ').append(word);
    }

    private void put(String word, Object value) {
        text.append(' ').append(word).append(' ').append(value);
    }

    private void number(String word, Optional<Named> value) {
        value.ifPresent(named -> put(word, number(named)));
    }

    private static String number(Named named) {
        return named.number().isPresent()
                ? Integer.toUnsignedString(named.number().getAsInt())
                : named.text();
    }

    private void destination(Route route) {
        boolean plain = route.type().text().equals("unicast");
        word(
                plain
                        ? switch (route.insertion()) {
                            case PREPEND -> "prepend";
                            case APPEND -> "append";
                            case ADD -> "add";
                        }
                        : "add");
        if (!plain) {
            word(route.type().text());
        }
        String all = route.family() == Family.IPV4 ? "0.0.0.0/0" : "::/0";
        word(route.destination().map(RouteText::network).orElse(all));
        route.from().ifPresent(from -> put("from", network(from)));
        route.source().ifPresent(source -> put("src", source));
        route.tos().ifPresent(tos -> put("tos", tos));
    }

    static String network(Route.Network network) {
        IpAddress address = network.address();
        return network.length() == address.family().prefixMax() ? address.toString() : network.toString();
    }

    private void encapsulation(Route.Encapsulation encapsulation) {
        put("encap", encapsulation.kind());
        encapsulation.options().forEach(this::word);
    }

    private void hop(Route.Hop hop) {
        hop.gateway().ifPresent(gateway -> put(gateway.family() == Family.IPV4 ? "via inet" : "via inet6", gateway));
        hop.interfaceName().ifPresent(name -> put("dev", name));
    }

    private void place(Route route) {
        number("table", route.table().filter(table -> !number(table).equals(TABLE_MAIN)));
        if (route.protocol().isPresent()) {
            number("proto", route.protocol());
        } else if (route.tracked()) {
            put("proto", RoutingEntry.PROTOCOL_KEEPALIVED);
        }
        number("scope", route.scope());
        route.metric().ifPresent(metric -> put("metric", metric));
    }

    private void realms(Route.Realms realms) {
        realms.from()
                .ifPresentOrElse(
                        from -> put("realms", number(from) + "/" + number(realms.to())),
                        () -> put("realm", number(realms.to())));
    }

    private void times(Route.Metrics metrics) {
        metrics.congestionControl()
                .ifPresent(name -> put("congctl", (metrics.congestionControlLocked() ? "lock " : "") + name));
        time("rtt", metrics.rtt(), RTT_UNITS);
        time("rttvar", metrics.rttVariance(), VARIANCE_UNITS);
        time("rto_min", metrics.rtoMin(), BigDecimal.ONE);
        if (metrics.ecn()) {
            word("features ecn");
        }
    }

    private void time(String word, Optional<Route.Lockable> value, BigDecimal perMs) {
        value.ifPresent(time -> put(
                word,
                locked(time)
                        + BigDecimal.valueOf(time.value())
                                .divide(perMs)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "ms"));
    }

    private static String locked(Route.Lockable value) {
        return value.locked() ? "lock " : "";
    }

    private void lockable(String word, Optional<Route.Lockable> value) {
        value.ifPresent(each -> put(word, locked(each) + each.value()));
    }

    private void metrics(Route.Metrics metrics) {
        lockable("mtu", metrics.mtu());
        metrics.window().ifPresent(window -> put("window", window));
        lockable("ssthresh", metrics.slowStartThreshold());
        lockable("cwnd", metrics.congestionWindow());
        lockable("advmss", metrics.advertisedMss());
        lockable("reordering", metrics.reordering());
        metrics.hopLimit().ifPresent(limit -> put("hoplimit", limit));
        metrics.initialCongestionWindow().ifPresent(window -> put("initcwnd", window));
        metrics.initialReceiveWindow().ifPresent(window -> put("initrwnd", window));
        metrics.quickAck().ifPresent(value -> put("quickack", value));
        metrics.fastOpenNoCookie().ifPresent(value -> put("fastopen_no_cookie", value));
    }

    private void ipv6(Route route) {
        route.expiresS().ifPresent(expires -> put("expires", expires + "sec"));
        route.preference().ifPresent(preference -> put("pref", preference));
        route.ttlPropagate().ifPresent(on -> put("ttl-propagate", on ? "enabled" : "disabled"));
    }

    private void leg(Route.NextHop leg) {
        word("nexthop");
        leg.hop().encapsulation().ifPresent(this::encapsulation);
        hop(leg.hop());
        put("weight", leg.weight());
        if (leg.hop().onLink()) {
            word("onlink");
        }
        leg.hop().realms().ifPresent(this::realms);
    }
}
