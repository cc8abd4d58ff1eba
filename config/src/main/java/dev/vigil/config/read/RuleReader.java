package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.model.Named;
import dev.vigil.config.model.Route.Network;
import dev.vigil.config.model.Route.Realms;
import dev.vigil.config.model.Rule;
import dev.vigil.config.model.Rule.Action;
import dev.vigil.config.model.Rule.Mark;
import dev.vigil.config.model.Rule.Range;
import dev.vigil.config.model.Rule.Selector;
import dev.vigil.config.syntax.Digits;
import dev.vigil.config.syntax.Limits;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import dev.vigil.core.address.Family;
import dev.vigil.core.routing.RoutingEntry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads an entry of {@code virtual_rules} or {@code static_rules}. */
final class RuleReader {

    private final Node entry;
    private final Options options;
    private final Problems problems;

    private Optional<Family> family = Optional.empty();
    private boolean inverted;
    private Optional<Network> from = Optional.empty();
    private Optional<Network> to = Optional.empty();
    private OptionalInt tos = OptionalInt.empty();
    private Optional<Mark> mark = Optional.empty();
    private Optional<String> inputInterface = Optional.empty();
    private Optional<String> outputInterface = Optional.empty();
    private OptionalLong tunnelId = OptionalLong.empty();
    private Optional<Range> userIds = Optional.empty();
    private Optional<Named> ipProtocol = Optional.empty();
    private Optional<Range> sourcePorts = Optional.empty();
    private Optional<Range> destinationPorts = Optional.empty();
    private Optional<Action> action = Optional.empty();
    private Optional<Named> table = Optional.empty();
    private Optional<Realms> realms = Optional.empty();
    private OptionalLong preference = OptionalLong.empty();
    private OptionalInt protocol = OptionalInt.empty();
    private OptionalInt suppressPrefixLength = OptionalInt.empty();
    private Optional<Named> suppressGroup = Optional.empty();
    private boolean tracked = true;
    private Optional<String> trackGroup = Optional.empty();

    private RuleReader(Node entry, Problems problems) {
        this.entry = entry;
        this.options = Options.fromFirst(entry, problems);
        this.problems = problems;
    }

    /**
     * The rule; empty if it does nothing.
     *
     * @param defaultPreference its place among the rules if it names none, which is reported
     */
    static Optional<Rule> read(Node entry, long defaultPreference, Problems problems) {
        return new RuleReader(entry, problems).read(defaultPreference);
    }

    private Optional<Rule> read(long defaultPreference) {
        while (options.hasNext()) {
            Word option = options.next();
            options.reportPlanned(option, EntryKind.RULE);
            if (!selecting(option) && !further(option) && !acting(option)) {
                options.unknown(option, EntryKind.RULE);
            }
        }
        Optional<Action> chosen =
                table.<Action>map(name -> new Action.LookUp(name, realms)).or(() -> action);
        if (chosen.isEmpty()) {
            problems.add(
                    ProblemCode.MISSING_ARGUMENT,
                    false,
                    entry.place(),
                    "the rule does nothing and is left out",
                    "Add table NAME, goto N, blackhole, prohibit or unreachable.");
            return Optional.empty();
        }
        if (preference.isEmpty()) {
            problems.add(
                    ProblemCode.VALUE_ADJUSTED,
                    entry.place(),
                    "the rule names no preference and gets " + defaultPreference,
                    "Add preference N; rules with lower numbers come first.");
        }
        long place = preference.orElse(defaultPreference);
        if (tracked && protocol.isPresent() && protocol.getAsInt() != RoutingEntry.PROTOCOL_KEEPALIVED) {
            reportProtocol("rule", entry, problems);
            protocol = OptionalInt.empty();
        }
        return options.isLacking() || goesBack(chosen.get(), place)
                ? Optional.empty()
                : Optional.of(rule(chosen.get(), place));
    }

    static boolean isForeign(Named protocol) {
        return protocol.number().orElse(RoutingEntry.PROTOCOL_KEEPALIVED) != RoutingEntry.PROTOCOL_KEEPALIVED;
    }

    static void reportProtocol(String what, Node entry, Problems problems) {
        problems.add(
                ProblemCode.VALUE_ADJUSTED,
                entry.place(),
                "a " + what + " that is tracked has the protocol 18; that holds",
                "Remove protocol, or add no_track.");
    }

    /** The kernel refuses a jump to a rule that does not come later. */
    private boolean goesBack(Action chosen, long place) {
        if (!(chosen instanceof Action.GoTo(long target)) || target > place) {
            return false;
        }
        problems.add(
                ProblemCode.VALUE_ADJUSTED,
                entry.place(),
                "the rule with preference " + place + " goes to " + target + ", which is not behind it; it is left out",
                "Write a goto to a higher preference.");
        return true;
    }

    /** Options about which packets the rule is for. */
    private boolean selecting(Word option) {
        switch (option.text()) {
            case "inet" -> family = Optional.of(Family.IPV4);
            case "inet6" -> family = Optional.of(Family.IPV6);
            case "from" -> from = prefix(option);
            case "to" -> to = prefix(option);
            case "not" -> inverted = true;
            case "tos", "dsfield" -> tos = options.tos(option);
            case "fwmark" -> mark = mark(option);
            case "dev", "iif" -> inputInterface = options.text(option);
            case "oif" -> outputInterface = options.text(option);
            case "tunnel-id" -> tunnelId = options.number(option, 0, Long.MAX_VALUE);
            case "uidrange" -> userIds = range(option, Limits.UINT32_MAX);
            case "ipproto", "ip_proto" -> ipProtocol = ipProtocol(option);
            case "sport" -> sourcePorts = range(option, Limits.PORT_MAX);
            case "dport" -> destinationPorts = range(option, Limits.PORT_MAX);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<Named> ipProtocol(Word option) {
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Named named = NamedNumbers.of(value.get().text(), NamedNumbers.IP_PROTOCOLS);
        if (named.number().isPresent()
                && named.number().getAsInt() >= 0
                && named.number().getAsInt() <= Limits.BYTE_MAX) {
            return Optional.of(named);
        }
        problems.add(
                ProblemCode.NOT_A_CHOICE,
                false,
                options.place(value.get()),
                "\"" + value.get().text() + "\" is no protocol that is known here and is ignored",
                "Write its number.");
        return Optional.empty();
    }

    /** Options about the rule itself. */
    private boolean further(Word option) {
        switch (option.text()) {
            case "preference", "order", "priority" -> preference = options.number(option, 0, Limits.UINT32_MAX);
            case "protocol" -> protocol = options.integer(option, 0, Limits.BYTE_MAX);
            case "suppress_prefixlength", "sup_pl" ->
                suppressPrefixLength = options.integer(option, 0, Integer.MAX_VALUE);
            case "suppress_ifgroup", "sup_group" ->
                suppressGroup = options.named(option, NamedNumbers.NONE, NamedNumbers.FILE_GROUPS);
            case "no_track" -> tracked = false;
            case "track_group" -> trackGroup = options.text(option);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Options about what happens to the packets. */
    private boolean acting(Word option) {
        switch (option.text()) {
            case "table", "lookup" -> table = options.named(option, NamedNumbers.TABLES, NamedNumbers.FILE_TABLES);
            case "realms", "realm" -> realms = HopReader.realms(options, option);
            case "l3mdev" -> action = Optional.of(new Action.LookUpVrf());
            case "type" -> { // The word may stand before the action.
            }
            case "goto" -> {
                OptionalLong number = options.number(option, 0, Limits.UINT32_MAX);
                action = number.isPresent() ? Optional.of(new Action.GoTo(number.getAsLong())) : action;
            }
            case "nop", "blackhole", "prohibit", "unreachable" ->
                action = Optional.of(new Action.Verdict(option.text()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<Network> prefix(Word option) {
        if (options.take("all") || options.take("any")) {
            return Optional.empty();
        }
        Optional<Prefix> prefix = options.value(option).flatMap(word -> Prefix.parse(entry, word, problems));
        if (prefix.isPresent() && family.isEmpty()) {
            family = Optional.of(prefix.get().address().family());
        }
        return prefix.map(found -> new Network(found.address(), found.length()));
    }

    private Optional<Mark> mark(Word option) {
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().text();
        int slash = text.indexOf('/');
        OptionalLong number = Digits.anyBase(slash < 0 ? text : text.substring(0, slash));
        OptionalLong mask = slash < 0 ? OptionalLong.empty() : Digits.anyBase(text.substring(slash + 1));
        if (number.isEmpty() || (slash >= 0 && mask.isEmpty())) {
            options.number(option, value.get(), 0, Limits.UINT32_MAX);
            return Optional.empty();
        }
        return Optional.of(
                new Mark(number.getAsLong(), mask.isPresent() ? Optional.of(mask.getAsLong()) : Optional.empty()));
    }

    /** Two numbers with a dash between them, or one that is both. */
    private Optional<Range> range(Word option, long max) {
        Optional<Word> value = options.value(option);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().text();
        int dash = text.indexOf('-');
        OptionalLong first = Digits.decimal(dash < 0 ? text : text.substring(0, dash));
        OptionalLong last = dash < 0 ? first : Digits.decimal(text.substring(dash + 1));
        boolean right = first.isPresent()
                && last.isPresent()
                && first.getAsLong() >= 0
                && first.getAsLong() <= last.getAsLong()
                && last.getAsLong() <= max;
        if (!right) {
            problems.add(
                    ProblemCode.OUT_OF_RANGE,
                    false,
                    options.place(value.get()),
                    option.text() + " " + text + " is no range within 0.." + max + " and is ignored",
                    "Write two numbers with a dash between them.");
            return Optional.empty();
        }
        return Optional.of(new Range(first.getAsLong(), last.getAsLong()));
    }

    private Rule rule(Action chosen, long place) {
        Selector selector = new Selector(
                from,
                to,
                tos,
                mark,
                inputInterface,
                outputInterface,
                tunnelId,
                userIds,
                ipProtocol,
                sourcePorts,
                destinationPorts);
        return new Rule(
                family.orElse(Family.IPV4),
                inverted,
                selector,
                chosen,
                place,
                protocol,
                suppressPrefixLength,
                suppressGroup,
                tracked,
                trackGroup,
                entry.text(),
                entry.place());
    }
}
