package dev.vigil.config.assemble;

import dev.vigil.config.model.Named;
import dev.vigil.config.model.Route;
import dev.vigil.config.model.Rule;
import dev.vigil.config.syntax.Digits;
import dev.vigil.core.place.RoutingSpec;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RouteEntry.Metric;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RuleEntry;
import dev.vigil.core.routing.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Where routes and rules of a configuration become those of the core. */
final class Routing {
    private static final Map<String, Integer> PREFERENCES = Map.of("medium", 0, "high", 1, "low", 3);
    private static final int FEATURE_ECN = 1;
    private static final int REALM_BITS = 16;
    private static final int ALL_BITS = -1;

    private Routing() {}

    /** The routes, and behind them the rules. */
    static List<RoutingSpec> specs(List<Route> routes, List<Rule> rules) {
        if (routes.isEmpty() && rules.isEmpty()) {
            return List.of();
        }
        List<RoutingSpec> specs = new ArrayList<>();
        routes.forEach(route -> specs.add(new RoutingSpec(route(route), route.tracked())));
        rules.forEach(rule -> specs.add(new RoutingSpec(rule(rule), rule.tracked())));
        return List.copyOf(specs);
    }

    private static RoutingEntry route(Route route) {
        return new RouteEntry(
                number(route.type()),
                route.destination().map(Routing::subnet).orElse(Subnet.all(route.family())),
                route.from().map(Routing::subnet),
                route.source(),
                hop(route.hop()),
                route.tos().orElse(0),
                route.table().map(Routing::number).orElse(RouteEntry.TABLE_MAIN),
                route.protocol().map(Routing::number).orElse(RoutingEntry.PROTOCOL_KEEPALIVED),
                route.scope().map(Routing::number).orElse(0),
                (int) route.metric().orElse(0),
                route.expiresS(),
                route.preference().map(Routing::preference).orElse(OptionalInt.empty()),
                route.ttlPropagate(),
                switch (route.insertion()) {
                    case PREPEND -> RouteEntry.Insertion.PREPEND;
                    case APPEND -> RouteEntry.Insertion.APPEND;
                    case ADD -> RouteEntry.Insertion.ADD;
                },
                metrics(route.metrics()),
                route.nextHops().stream()
                        .map(leg -> new RouteEntry.Leg(hop(leg.hop()), leg.weight()))
                        .toList());
    }

    private static Subnet subnet(Route.Network network) {
        return new Subnet(network.address(), network.length());
    }

    /** Its number, which the reader has made sure of. */
    private static int number(Named named) {
        return named.number().orElse(0);
    }

    private static OptionalInt preference(String text) {
        Integer known = PREFERENCES.get(text);
        OptionalLong number = Digits.anyBase(text);
        return known == null && number.isPresent()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.of(known == null ? 0 : known);
    }

    private static RouteEntry.Hop hop(Route.Hop hop) {
        return new RouteEntry.Hop(
                hop.gateway(),
                hop.interfaceName(),
                hop.onLink(),
                hop.realms().map(Routing::realms).orElse(OptionalInt.empty()),
                hop.encapsulation().map(Route.Encapsulation::tunnel));
    }

    private static OptionalInt realms(Route.Realms realms) {
        int from = realms.from().map(Routing::number).orElse(0);
        return OptionalInt.of(from << REALM_BITS | number(realms.to()));
    }

    private static RouteEntry.Metrics metrics(Route.Metrics from) {
        List<Metric> values = new ArrayList<>();
        lockable(values, Metric.Kind.MTU, from.mtu());
        plain(values, Metric.Kind.WINDOW, from.window());
        lockable(values, Metric.Kind.RTT, from.rtt());
        lockable(values, Metric.Kind.RTT_VARIANCE, from.rttVariance());
        lockable(values, Metric.Kind.SLOW_START_THRESHOLD, from.slowStartThreshold());
        lockable(values, Metric.Kind.CONGESTION_WINDOW, from.congestionWindow());
        lockable(values, Metric.Kind.ADVERTISED_MSS, from.advertisedMss());
        lockable(values, Metric.Kind.REORDERING, from.reordering());
        plain(values, Metric.Kind.HOP_LIMIT, widened(from.hopLimit()));
        plain(values, Metric.Kind.INITIAL_CONGESTION_WINDOW, from.initialCongestionWindow());
        plain(values, Metric.Kind.FEATURES, from.ecn() ? OptionalLong.of(FEATURE_ECN) : OptionalLong.empty());
        lockable(values, Metric.Kind.RTO_MIN, from.rtoMin());
        plain(values, Metric.Kind.INITIAL_RECEIVE_WINDOW, from.initialReceiveWindow());
        plain(values, Metric.Kind.QUICK_ACK, widened(from.quickAck()));
        plain(values, Metric.Kind.FAST_OPEN_NO_COOKIE, widened(from.fastOpenNoCookie()));
        return new RouteEntry.Metrics(values, from.congestionControl(), from.congestionControlLocked());
    }

    private static OptionalLong widened(OptionalInt value) {
        return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
    }

    private static void plain(List<Metric> values, Metric.Kind kind, OptionalLong value) {
        value.ifPresent(number -> values.add(new Metric(kind, (int) number, false)));
    }

    private static void lockable(List<Metric> values, Metric.Kind kind, Optional<Route.Lockable> value) {
        value.ifPresent(each -> values.add(new Metric(kind, (int) each.value(), each.locked())));
    }

    private static RoutingEntry rule(Rule rule) {
        Rule.Selector selector = rule.selector();
        return new RuleEntry(
                rule.family(),
                rule.inverted(),
                new RuleEntry.Selector(
                        selector.from().map(Routing::subnet),
                        selector.to().map(Routing::subnet),
                        selector.tos().orElse(0),
                        selector.mark().map(Routing::mark),
                        selector.inputInterface(),
                        selector.outputInterface(),
                        selector.tunnelId(),
                        selector.userIds().map(Routing::range),
                        selector.ipProtocol().map(Named::number).orElse(OptionalInt.empty()),
                        selector.sourcePorts().map(Routing::range),
                        selector.destinationPorts().map(Routing::range)),
                action(rule),
                (int) rule.preference(),
                rule.protocol().orElse(RoutingEntry.PROTOCOL_KEEPALIVED));
    }

    private static RuleEntry.Mark mark(Rule.Mark mark) {
        return new RuleEntry.Mark(
                (int) mark.value(), mark.mask().map(Long::intValue).orElse(ALL_BITS));
    }

    private static RuleEntry.Range range(Rule.Range range) {
        return new RuleEntry.Range((int) range.from(), (int) range.to());
    }

    private static RuleEntry.Action action(Rule rule) {
        return switch (rule.action()) {
            case Rule.Action.LookUp lookUp ->
                new RuleEntry.Action.LookUp(
                        number(lookUp.table()),
                        lookUp.realms().map(Routing::realms).orElse(OptionalInt.empty()),
                        rule.suppressPrefixLength(),
                        rule.suppressGroup().map(Named::number).orElse(OptionalInt.empty()));
            case Rule.Action.LookUpVrf _ -> new RuleEntry.Action.LookUpVrf();
            case Rule.Action.GoTo goTo -> new RuleEntry.Action.GoTo((int) goTo.preference());
            case Rule.Action.Verdict verdict -> new RuleEntry.Action.Verdict(kind(verdict.word()));
        };
    }

    private static RuleEntry.Action.Verdict.Kind kind(String word) {
        for (RuleEntry.Action.Verdict.Kind kind : RuleEntry.Action.Verdict.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no verdict: " + word);
    }

    /** The interfaces without which what an instance has is of no use: those that routes and rules name which are tracked. */
    static List<String> carriers(List<Route> routes, List<Rule> rules) {
        List<String> names = new ArrayList<>();
        for (Route route : routes) {
            if (route.tracked()) {
                route.hop().interfaceName().ifPresent(names::add);
            }
        }
        for (Rule rule : rules) {
            if (rule.tracked()) {
                rule.selector().inputInterface().ifPresent(names::add);
                rule.selector().outputInterface().ifPresent(names::add);
            }
        }
        return names;
    }

    /** Every interface that they name. */
    static List<String> interfaces(List<Route> routes, List<Rule> rules) {
        List<String> names = new ArrayList<>();
        specs(routes, rules).forEach(spec -> names.addAll(spec.entry().interfaces()));
        return names;
    }
}
