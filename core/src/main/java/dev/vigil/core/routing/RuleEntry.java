package dev.vigil.core.routing;

import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A policy rule.
 *
 * @param inverted whether it is for packets that do not match
 * @param preference its place among the rules; lower ones are looked at first
 */
public record RuleEntry(Family family, boolean inverted, Selector selector, Action action, int preference, int protocol)
        implements RoutingEntry {
    /** The packets that a rule is about; what is absent matches all. */
    public record Selector(
            Optional<Subnet> from,
            Optional<Subnet> to,
            int tos,
            Optional<Mark> mark,
            Optional<String> inputInterface,
            Optional<String> outputInterface,
            OptionalLong tunnelId,
            Optional<Range> userIds,
            OptionalInt ipProtocol,
            Optional<Range> sourcePorts,
            Optional<Range> destinationPorts) {}

    /** A firewall mark, and the bits of it that count. */
    public record Mark(int value, int mask) {}

    /** Numbers from one to another, both included. */
    public record Range(int from, int to) {}

    /** What happens to the packets. */
    public sealed interface Action {
        /** The kernel's number. */
        default int number() {
            return switch (this) {
                case LookUp _, LookUpVrf _ -> 1;
                case GoTo _ -> 2;
                case Verdict verdict -> verdict.kind().number();
            };
        }

        /**
         * They are looked up in a routing table.
         *
         * @param suppressPrefixLength refuses routes to networks of at most this length
         * @param suppressGroup refuses routes through interfaces of this group
         */
        record LookUp(int table, OptionalInt realms, OptionalInt suppressPrefixLength, OptionalInt suppressGroup)
                implements Action {}

        /** They are looked up in the table of their VRF. */
        record LookUpVrf() implements Action {}

        /** Another rule is next. */
        record GoTo(int preference) implements Action {}

        /** One of the kernel's verdicts. */
        record Verdict(Kind kind) implements Action {
            public enum Kind {
                NOP(3, "nop"),
                BLACKHOLE(6, "blackhole"),
                UNREACHABLE(7, "unreachable"),
                PROHIBIT(8, "prohibit");

                private final int number;
                private final String word;

                Kind(int number, String word) {
                    this.number = number;
                    this.word = word;
                }

                int number() {
                    return number;
                }

                /** As it is written. */
                public String word() {
                    return word;
                }
            }
        }
    }

    @Override
    public List<String> interfaces() {
        List<String> names = new ArrayList<>();
        selector.inputInterface().ifPresent(names::add);
        selector.outputInterface().ifPresent(names::add);
        return names;
    }

    @Override
    public boolean needsInterfaces() {
        return false;
    }

    @Override
    public RoutingKey key() {
        return RoutingKey.rule(family, preference);
    }

    /** As {@code rule 1000 from 192.0.2.0/24 lookup 200}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("rule ").append(Integer.toUnsignedString(preference));
        text.append(family == Family.IPV6 ? " inet6" : "").append(inverted ? " not" : "");
        selector.from().ifPresent(from -> text.append(" from ").append(from));
        selector.to().ifPresent(to -> text.append(" to ").append(to));
        selector.inputInterface().ifPresent(name -> text.append(" iif ").append(name));
        selector.outputInterface().ifPresent(name -> text.append(" oif ").append(name));
        selector.mark().ifPresent(mark -> text.append(" fwmark ").append(Integer.toUnsignedString(mark.value())));
        text.append(
                switch (action) {
                    case Action.LookUp lookUp -> " lookup " + Integer.toUnsignedString(lookUp.table());
                    case Action.LookUpVrf _ -> " l3mdev";
                    case Action.GoTo goTo -> " goto " + Integer.toUnsignedString(goTo.preference());
                    case Action.Verdict verdict -> " " + verdict.kind().word();
                });
        return text.toString();
    }
}
