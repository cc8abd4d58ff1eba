package dev.vigil.core.routing;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a route or a rule is known again when the daemon that asked for it is dead. Its text form is one line of blanks
 * between words, which the guardian reads as well. An interface that is not named is {@code -}.
 */
public sealed interface RoutingTrace {
    /** What stands for an interface that is not named. */
    String NO_INTERFACE = "-";

    /** The mark of who put it there. */
    int protocol();

    /** The same, whatever interface the kernel chose. */
    RoutingTrace withoutInterface();

    /** The text form; what {@link #parse} reads. */
    String text();

    /**
     * A route, in text as {@code route 198.51.100.0/24 254 0 0 1 18 eth1}.
     *
     * @param metric as the kernel shows it
     * @param interfaceName empty if it is not named
     */
    record OfRoute(Subnet destination, int table, int metric, int tos, int type, int protocol, String interfaceName)
            implements RoutingTrace {
        /** What IPv6 routes get that ask for no metric. */
        private static final int METRIC_OF_IPV6 = 1024;

        static OfRoute of(RouteEntry route) {
            boolean chosen = route.metric() == 0 && route.family() == Family.IPV6;
            return new OfRoute(
                    route.destination(),
                    route.table(),
                    chosen ? METRIC_OF_IPV6 : route.metric(),
                    route.tos(),
                    route.type(),
                    route.protocol(),
                    route.legs().isEmpty() ? route.hop().interfaceName().orElse("") : "");
        }

        @Override
        public OfRoute withoutInterface() {
            return new OfRoute(destination, table, metric, tos, type, protocol, "");
        }

        @Override
        public String text() {
            return "route " + destination + " " + Integer.toUnsignedString(table) + " "
                    + Integer.toUnsignedString(metric) + " " + tos + " " + type + " " + protocol + " "
                    + named(interfaceName);
        }

        /** As {@code route 198.51.100.0/24 dev eth1 table 100}. */
        @Override
        public String toString() {
            return "route " + destination + (interfaceName.isEmpty() ? "" : " dev " + interfaceName)
                    + (table == RouteEntry.TABLE_MAIN ? "" : " table " + Integer.toUnsignedString(table))
                    + (metric == 0 ? "" : " metric " + Integer.toUnsignedString(metric));
        }
    }

    /**
     * A rule, in text as {@code rule 1000 1 100 18 192.0.2.0/24 0.0.0.0/0 0 eth0 -}.
     *
     * @param action the kernel's number
     * @param table 0 where none is looked up
     * @param inputInterface empty for any
     * @param outputInterface empty for any
     */
    record OfRule(
            int preference,
            int action,
            int table,
            int protocol,
            Subnet from,
            Subnet to,
            int mark,
            String inputInterface,
            String outputInterface)
            implements RoutingTrace {
        static OfRule of(RuleEntry rule) {
            RuleEntry.Selector selector = rule.selector();
            return new OfRule(
                    rule.preference(),
                    rule.action().number(),
                    rule.action() instanceof RuleEntry.Action.LookUp lookUp ? lookUp.table() : 0,
                    rule.protocol(),
                    selector.from().orElse(Subnet.all(rule.family())),
                    selector.to().orElse(Subnet.all(rule.family())),
                    selector.mark().map(RuleEntry.Mark::value).orElse(0),
                    selector.inputInterface().orElse(""),
                    selector.outputInterface().orElse(""));
        }

        private Family family() {
            return from.family();
        }

        @Override
        public OfRule withoutInterface() {
            return this;
        }

        @Override
        public String text() {
            return "rule " + Integer.toUnsignedString(preference) + " " + action + " "
                    + Integer.toUnsignedString(table) + " " + protocol + " " + from + " " + to + " "
                    + Integer.toUnsignedString(mark) + " " + named(inputInterface) + " " + named(outputInterface);
        }

        /** As {@code rule 1000 from 192.0.2.0/24 table 100}. */
        @Override
        public String toString() {
            return "rule " + Integer.toUnsignedString(preference)
                    + (family() == Family.IPV6 ? " inet6" : "")
                    + (from.isAll() ? "" : " from " + from)
                    + (to.isAll() ? "" : " to " + to)
                    + (inputInterface.isEmpty() ? "" : " iif " + inputInterface)
                    + (outputInterface.isEmpty() ? "" : " oif " + outputInterface)
                    + (table == 0 ? "" : " table " + Integer.toUnsignedString(table));
        }
    }

    static RoutingTrace of(RoutingEntry entry) {
        return switch (entry) {
            case RouteEntry route -> OfRoute.of(route);
            case RuleEntry rule -> OfRule.of(rule);
        };
    }

    /** Reads the text form; empty if it is something else. */
    static Optional<RoutingTrace> parse(String text) {
        Matcher words = Text.ROUTE.matcher(text);
        if (words.matches()) {
            return Text.route(words);
        }
        words = Text.RULE.matcher(text);
        return words.matches() ? Text.rule(words) : Optional.empty();
    }

    private static String named(String interfaceName) {
        return interfaceName.isEmpty() ? NO_INTERFACE : interfaceName;
    }

    /** Reads texts. */
    final class Text {
        private static final String NETWORK = "([0-9a-f:.]{2,45})/(\\d{1,3})";
        private static final String NUMBER = "(\\d{1,10})";
        private static final Pattern ROUTE =
                Pattern.compile(String.join(" ", "route", NETWORK, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, "([^ /]+)"));
        private static final Pattern RULE = Pattern.compile(String.join(
                " ", "rule", NUMBER, NUMBER, NUMBER, NUMBER, NETWORK, NETWORK, NUMBER, "([^ /]+)", "([^ /]+)"));

        private Text() {}

        private static Optional<RoutingTrace> route(Matcher words) {
            return network(words, 1)
                    .map(destination -> new OfRoute(
                            destination,
                            number(words, 3),
                            number(words, 4),
                            number(words, 5),
                            number(words, 6),
                            number(words, 7),
                            name(words, 8)));
        }

        private static Optional<RoutingTrace> rule(Matcher words) {
            Optional<Subnet> from = network(words, 5);
            Optional<Subnet> to = network(words, 7);
            if (from.isEmpty()
                    || to.isEmpty()
                    || from.get().family() != to.get().family()) {
                return Optional.empty();
            }
            return Optional.of(new OfRule(
                    number(words, 1),
                    number(words, 2),
                    number(words, 3),
                    number(words, 4),
                    from.get(),
                    to.get(),
                    number(words, 9),
                    name(words, 10),
                    name(words, 11)));
        }

        private static Optional<Subnet> network(Matcher words, int group) {
            int length = Integer.parseInt(words.group(group + 1));
            return IpAddress.parse(words.group(group))
                    .filter(address -> length <= address.family().prefixMax())
                    .map(address -> new Subnet(address, length));
        }

        private static int number(Matcher words, int group) {
            return (int) Long.parseLong(words.group(group));
        }

        private static String name(Matcher words, int group) {
            String name = words.group(group);
            return name.equals(NO_INTERFACE) ? "" : name;
        }
    }
}
