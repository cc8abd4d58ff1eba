package dev.vigil.linux;

import dev.vigil.core.routing.RuleEntry;
import dev.vigil.core.routing.RuleEntry.Action;
import dev.vigil.core.routing.RuleEntry.Range;
import dev.vigil.core.routing.RuleEntry.Selector;
import dev.vigil.core.routing.Subnet;
import dev.vigil.linux.Structs.FibRuleHdr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes policy rules. */
final class RuleRequests {
    private static final int AFTER_TABLE_BYTE = 256;

    private RuleRequests() {}

    /** Adds a rule; EEXIST if the very same is there. */
    static NetlinkRequest add(RuleEntry rule) {
        int flags = Constants.NLM_F_CREATE | Constants.NLM_F_EXCL;
        return new NetlinkRequest("add", rule, encode(rule, new NetlinkWriter(RoutingConstants.RTM_NEWRULE, flags)));
    }

    /** Removes a rule; ENOENT if there is none with its protocol. */
    static NetlinkRequest remove(RuleEntry rule) {
        return new NetlinkRequest("remove", rule, encode(rule, new NetlinkWriter(RoutingConstants.RTM_DELRULE, 0)));
    }

    private static NativeBuffer encode(RuleEntry rule, NetlinkWriter writer) {
        Selector selector = rule.selector();
        int body = writer.reserve(FibRuleHdr.SIZE);
        writer.bytes()
                .put(body + FibRuleHdr.FAMILY, RouteRequests.family(rule.family()))
                .put(body + FibRuleHdr.DST_LEN, length(selector.to().orElse(Subnet.all(rule.family()))))
                .put(body + FibRuleHdr.SRC_LEN, length(selector.from().orElse(Subnet.all(rule.family()))))
                .put(body + FibRuleHdr.TOS, (byte) selector.tos())
                .put(body + FibRuleHdr.ACTION, (byte) rule.action().number())
                .putInt(body + FibRuleHdr.FLAGS, rule.inverted() ? RoutingConstants.FIB_RULE_INVERT : 0);
        writer.attribute(RoutingConstants.FRA_PRIORITY, rule.preference());
        writer.attribute(RoutingConstants.FRA_PROTOCOL, (byte) rule.protocol());
        select(writer, selector);
        switch (rule.action()) {
            case Action.LookUp lookUp -> lookUp(writer, lookUp, body);
            case Action.LookUpVrf _ -> writer.attribute(RoutingConstants.FRA_L3MDEV, (byte) 1);
            case Action.GoTo goTo -> writer.attribute(RoutingConstants.FRA_GOTO, goTo.preference());
            case Action.Verdict _ -> {}
        }
        return writer.finish();
    }

    private static byte length(Subnet subnet) {
        return (byte) subnet.length();
    }

    private static void select(NetlinkWriter writer, Selector selector) {
        selector.from()
                .filter(from -> !from.isAll())
                .ifPresent(from -> writer.attribute(RoutingConstants.FRA_SRC, from.address()));
        selector.to()
                .filter(to -> !to.isAll())
                .ifPresent(to -> writer.attribute(RoutingConstants.FRA_DST, to.address()));
        selector.inputInterface().ifPresent(name -> writer.attribute(RoutingConstants.FRA_IIFNAME, name));
        selector.outputInterface().ifPresent(name -> writer.attribute(RoutingConstants.FRA_OIFNAME, name));
        selector.mark().ifPresent(mark -> {
            writer.attribute(RoutingConstants.FRA_FWMARK, mark.value());
            writer.attribute(RoutingConstants.FRA_FWMASK, mark.mask());
        });
        selector.tunnelId().ifPresent(id -> {
            int position = writer.attributeOfLength(RoutingConstants.FRA_TUN_ID, Long.BYTES);
            bigEndian(writer).putLong(position, id);
        });
        selector.userIds().ifPresent(range -> {
            int position = writer.attributeOfLength(RoutingConstants.FRA_UID_RANGE, 2 * Integer.BYTES);
            writer.bytes().putInt(position, range.from()).putInt(position + Integer.BYTES, range.to());
        });
        selector.ipProtocol().ifPresent(number -> writer.attribute(RoutingConstants.FRA_IP_PROTO, (byte) number));
        selector.sourcePorts().ifPresent(range -> ports(writer, RoutingConstants.FRA_SPORT_RANGE, range));
        selector.destinationPorts().ifPresent(range -> ports(writer, RoutingConstants.FRA_DPORT_RANGE, range));
    }

    private static ByteBuffer bigEndian(NetlinkWriter writer) {
        return writer.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    private static void ports(NetlinkWriter writer, int type, Range range) {
        int position = writer.attributeOfLength(type, 2 * Short.BYTES);
        writer.bytes().putShort(position, (short) range.from()).putShort(position + Short.BYTES, (short) range.to());
    }

    private static void lookUp(NetlinkWriter writer, Action.LookUp lookUp, int body) {
        boolean fits = lookUp.table() >= 0 && lookUp.table() < AFTER_TABLE_BYTE;
        writer.bytes().put(body + FibRuleHdr.TABLE, (byte) (fits ? lookUp.table() : 0));
        if (!fits) {
            writer.attribute(RoutingConstants.FRA_TABLE, lookUp.table());
        }
        lookUp.realms().ifPresent(realms -> writer.attribute(RoutingConstants.FRA_FLOW, realms));
        lookUp.suppressPrefixLength()
                .ifPresent(length -> writer.attribute(RoutingConstants.FRA_SUPPRESS_PREFIXLEN, length));
        lookUp.suppressGroup().ifPresent(group -> writer.attribute(RoutingConstants.FRA_SUPPRESS_IFGROUP, group));
    }
}
