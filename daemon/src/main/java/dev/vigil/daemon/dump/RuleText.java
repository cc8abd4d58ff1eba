package dev.vigil.daemon.dump;

import dev.vigil.config.model.Named;
import dev.vigil.config.model.Route;
import dev.vigil.config.model.Rule;
import dev.vigil.core.routing.RoutingEntry;

/** A rule as the dumps write it: its options in keepalived's order. */
final class RuleText {
    private final StringBuilder text = new StringBuilder();

    private RuleText() {}

    static String of(Rule rule) {
        RuleText all = new RuleText();
        all.packets(rule);
        all.origin(rule);
        all.action(rule.action());
        if (!rule.tracked()) {
            all.word("no_track");
        }
        rule.trackGroup().ifPresent(group -> all.put("track_group", group));
        return all.text.toString().strip();
    }

    private void word(String word) {
        text.append(' ').append(word);
    }

    private void put(String word, Object value) {
        text.append(' ').append(word).append(' ').append(value);
    }

    private static String number(Named named) {
        return named.number().isPresent()
                ? Integer.toUnsignedString(named.number().getAsInt())
                : named.text();
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    private void range(String word, Rule.Range range) {
        put(word, range.from() + "-" + range.to());
    }

    private void packets(Rule rule) {
        Rule.Selector selector = rule.selector();
        if (rule.inverted()) {
            word("not");
        }
        put("from", selector.from().map(RouteText::network).orElse("all"));
        selector.to().ifPresent(to -> put("to", RouteText.network(to)));
        put("priority", Integer.toUnsignedString((int) rule.preference()));
        put("tos", hex(selector.tos().orElse(0)));
        selector.mark()
                .ifPresent(mark -> put(
                        "fwmark",
                        hex(mark.value())
                                + mark.mask().map(mask -> "/" + hex(mask)).orElse("")));
        selector.inputInterface().ifPresent(name -> put("iif", name));
        selector.outputInterface().ifPresent(name -> put("oif", name));
        rule.suppressPrefixLength().ifPresent(length -> put("suppress_prefixlen", length));
        rule.suppressGroup().ifPresent(group -> put("suppress_ifgroup", number(group)));
        selector.tunnelId().ifPresent(id -> put("tunnel-id", Long.toUnsignedString(id)));
        selector.userIds().ifPresent(range -> range("uidrange", range));
        if (rule.action() instanceof Rule.Action.LookUpVrf) {
            word("l3mdev");
        }
    }

    private void origin(Rule rule) {
        Rule.Selector selector = rule.selector();
        if (rule.tracked() || rule.protocol().isPresent()) {
            put("protocol", rule.protocol().orElse(RoutingEntry.PROTOCOL_KEEPALIVED));
        }
        selector.ipProtocol().ifPresent(protocol -> put("ipproto", number(protocol)));
        selector.sourcePorts().ifPresent(range -> range("sport", range));
        selector.destinationPorts().ifPresent(range -> range("dport", range));
    }

    private void action(Rule.Action action) {
        switch (action) {
            case Rule.Action.LookUp lookUp -> {
                lookUp.realms().ifPresent(this::realms);
                put("lookup", number(lookUp.table()));
            }
            case Rule.Action.LookUpVrf _ -> put("lookup", 0);
            case Rule.Action.GoTo goTo -> put("goto", goTo.preference());
            case Rule.Action.Verdict verdict -> {
                if (verdict.word().equals("nop")) {
                    word("nop");
                } else {
                    put("type", verdict.word());
                }
            }
        }
    }

    private void realms(Route.Realms realms) {
        put("realms", realms.from().map(RuleText::number).orElse("0") + "/" + number(realms.to()));
    }
}
