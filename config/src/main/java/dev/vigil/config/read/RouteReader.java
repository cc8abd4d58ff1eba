package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.model.Named;
import dev.vigil.config.model.Route;
import dev.vigil.config.model.Route.Insertion;
import dev.vigil.config.model.Route.Network;
import dev.vigil.config.model.Route.NextHop;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads an entry of {@code virtual_routes} or {@code static_routes}. */
final class RouteReader {
    private static final int NEXT_HOP_WEIGHT_MAX = 256;

    private final Node entry;
    private final Options options;
    private final Problems problems;
    private final HopReader hop;
    private final MetricsReader metrics;

    private Optional<Family> family = Optional.empty();
    private Named type = NamedNumbers.of("unicast", NamedNumbers.ROUTE_TYPES);
    private Optional<Network> destination = Optional.empty();
    private boolean hasDestination;
    private Optional<Network> from = Optional.empty();
    private Optional<IpAddress> source = Optional.empty();
    private OptionalInt tos = OptionalInt.empty();
    private Optional<Named> table = Optional.empty();
    private Optional<Named> protocol = Optional.empty();
    private Optional<Named> scope = Optional.empty();
    private OptionalLong metric = OptionalLong.empty();
    private Optional<String> vrf = Optional.empty();
    private OptionalLong expiresS = OptionalLong.empty();
    private Optional<String> preference = Optional.empty();
    private Optional<Boolean> ttlPropagate = Optional.empty();
    private Insertion insertion = Insertion.PREPEND;
    private final List<NextHop> nextHops = new ArrayList<>();
    private boolean tracked = true;
    private Optional<String> trackGroup = Optional.empty();

    private RouteReader(Node entry, Problems problems) {
        this.entry = entry;
        this.options = Options.fromFirst(entry, problems);
        this.problems = problems;
        this.hop = new HopReader(options, problems);
        this.metrics = new MetricsReader(options);
    }

    /** The route; empty if it has no destination. */
    static Optional<Route> read(Node entry, Problems problems) {
        return new RouteReader(entry, problems).read();
    }

    private Optional<Route> read() {
        while (options.hasNext()) {
            Word option = options.next();
            options.reportPlanned(option, EntryKind.ROUTE);
            if (!selecting(option) && !placing(option) && !metrics.take(option) && !hop.take(option)) {
                beginning(option);
            }
        }
        if (!hasDestination) {
            problems.add(
                    ProblemCode.MISSING_ARGUMENT,
                    false,
                    entry.place(),
                    "the route has no destination and is left out",
                    "Write default, or a network such as 198.51.100.0/24.");
            return Optional.empty();
        }
        untrackedProtocol();
        return options.isLacking() ? Optional.empty() : Optional.of(route());
    }

    /** What is tracked is found by its protocol. */
    private void untrackedProtocol() {
        if (tracked && protocol.filter(RuleReader::isForeign).isPresent()) {
            RuleReader.reportProtocol("route", entry, problems);
            protocol = Optional.empty();
        }
    }

    /** Options about which packets take the route. */
    private boolean selecting(Word option) {
        switch (option.text()) {
            case "src" -> source = family(options.address(option));
            case "from" -> from = prefix(option);
            case "tos", "dsfield" -> tos = options.tos(option);
            case "inet" -> family = Optional.of(Family.IPV4);
            case "inet6" -> family = Optional.of(Family.IPV6);
            case "to" -> to(option);
            case "nexthop" -> nextHops();
            case "or" -> secondGateway(option);
            case "as" -> {
                options.take("to");
                options.value(option);
                options.unknown(option, "It belongs to MPLS, which is not supported here.");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Options about where the route is put and whether its loss matters. */
    private boolean placing(Word option) {
        switch (option.text()) {
            case "table" -> table = options.named(option, NamedNumbers.TABLES, NamedNumbers.FILE_TABLES);
            case "protocol" -> protocol = options.named(option, NamedNumbers.PROTOCOLS, NamedNumbers.FILE_PROTOCOLS);
            case "scope" -> scope = options.named(option, NamedNumbers.SCOPES, NamedNumbers.FILE_SCOPES);
            case "metric", "priority", "preference" -> metric = options.number(option, 0, Limits.UINT32_MAX);
            case "vrf" -> vrf = options.text(option);
            case "expires" -> expiresS = options.number(option, 0, Limits.UINT32_MAX);
            case "pref" -> preference = options.text(option);
            case "ttl-propagate" -> ttlPropagate = options.text(option).map("enabled"::equals);
            case "add" -> insertion = Insertion.ADD;
            case "append" -> insertion = Insertion.APPEND;
            case "prepend" -> insertion = Insertion.PREPEND;
            case "no_track" -> tracked = false;
            case "track_group" -> trackGroup = options.text(option);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<IpAddress> family(Optional<IpAddress> address) {
        if (address.isPresent() && family.isEmpty()) {
            family = Optional.of(address.get().family());
        }
        return address;
    }

    private Optional<Network> prefix(Word option) {
        Optional<Prefix> prefix = options.value(option).flatMap(word -> Prefix.parse(entry, word, problems));
        family(prefix.map(Prefix::address));
        return prefix.map(found -> new Network(found.address(), found.length()));
    }

    private void to(Word option) {
        Optional<Word> value = options.value(option);
        if (value.isPresent()) {
            beginning(value.get());
        }
    }

    /** The words at the beginning, which have no name: the type and the destination. */
    private void beginning(Word word) {
        if (hasDestination) {
            options.unknown(word, EntryKind.ROUTE);
            return;
        }
        switch (word.text()) {
            case "default", "default6", "any", "all" -> {
                hasDestination = true;
                if (word.text().equals("default6")) {
                    family = Optional.of(Family.IPV6);
                }
            }
            default -> {
                if (NamedNumbers.ROUTE_TYPES.containsKey(word.text())) {
                    type = NamedNumbers.of(word.text(), NamedNumbers.ROUTE_TYPES);
                } else {
                    destination(word);
                }
            }
        }
    }

    private void destination(Word word) {
        Optional<Prefix> prefix = Prefix.parse(entry, word, problems);
        hasDestination = prefix.isPresent();
        family(prefix.map(Prefix::address));
        destination = prefix.map(found -> new Network(found.address(), found.length()));
    }

    /** The legs of a multipath route, which end the entry. */
    private void nextHops() {
        do {
            HopReader leg = new HopReader(options, problems);
            int weight = 1;
            while (options.peek().filter(word -> !word.text().equals("nexthop")).isPresent()) {
                Word option = options.next();
                if (option.text().equals("weight")) {
                    weight = options.integer(option, 1, NEXT_HOP_WEIGHT_MAX).orElse(weight);
                } else if (!leg.take(option)) {
                    options.unknown(option, EntryKind.ROUTE);
                }
            }
            nextHops.add(new NextHop(leg.hop(), weight));
            leg.gatewayFamily().ifPresent(this::familyIfNone);
        } while (options.take("nexthop"));
    }

    private void familyIfNone(Family found) {
        family = family.or(() -> Optional.of(found));
    }

    /** {@code via A or B} is an old spelling of two legs. */
    private void secondGateway(Word option) {
        Optional<IpAddress> gateway = options.address(option);
        if (gateway.isPresent()) {
            nextHops.add(new NextHop(hop.hop(), 1));
            nextHops.add(new NextHop(HopReader.through(gateway.get()), 1));
        }
    }

    private Route route() {
        Family known = family.or(hop::gatewayFamily).orElse(Family.IPV4);
        return new Route(
                known,
                type,
                destination,
                from,
                source,
                hop.hop(),
                tos,
                table,
                protocol,
                scope,
                metric,
                vrf,
                expiresS,
                preference,
                ttlPropagate,
                insertion,
                metrics.metrics(),
                List.copyOf(nextHops),
                tracked,
                trackGroup,
                entry.text(),
                entry.place());
    }
}
