package dev.vigil.config.model;

import dev.vigil.config.model.Route.Network;
import dev.vigil.config.model.Route.Realms;
import dev.vigil.core.address.Family;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A policy rule of {@code virtual_rules} or {@code static_rules}.
 *
 * @param inverted keyword {@code not}
 * @param preference its place among the rules; lower ones are looked at first
 * @param protocol who put it there; 18 (keepalived) if not given
 * @param tracked false for {@code no_track}: its loss does not matter
 * @param text the entry as it is written, for display
 */
public record Rule(
        Family family,
        boolean inverted,
        Selector selector,
        Action action,
        long preference,
        OptionalInt protocol,
        OptionalInt suppressPrefixLength,
        Optional<Named> suppressGroup,
        boolean tracked,
        Optional<String> trackGroup,
        String text,
        SourcePlace place) {

    /** The packets that a rule is about; what is absent matches all. */
    public record Selector(
            Optional<Network> from,
            Optional<Network> to,
            OptionalInt tos,
            Optional<Mark> mark,
            Optional<String> inputInterface,
            Optional<String> outputInterface,
            OptionalLong tunnelId,
            Optional<Range> userIds,
            Optional<Named> ipProtocol,
            Optional<Range> sourcePorts,
            Optional<Range> destinationPorts) {}

    /** A firewall mark; all bits count unless a mask is given. */
    public record Mark(long value, Optional<Long> mask) {}

    /** Numbers from one to another, both included. */
    public record Range(long from, long to) {}

    /** What happens to the packets. */
    public sealed interface Action {
        /** They are looked up in a routing table. */
        record LookUp(Named table, Optional<Realms> realms) implements Action {}

        /** They are looked up in the table of their VRF. */
        record LookUpVrf() implements Action {}

        /** Another rule is next. */
        record GoTo(long preference) implements Action {}

        /** One of {@code nop}, {@code blackhole}, {@code prohibit}, {@code unreachable}. */
        record Verdict(String word) implements Action {}
    }
}
