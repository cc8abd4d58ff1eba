package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.NFNL_SUBSYS_NFTABLES;
import static dev.vigil.linux.FilterConstants.NLA_F_NESTED;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.DroppedAddress;
import dev.vigil.core.filter.FilterSettings;
import dev.vigil.core.filter.FilterStep;
import dev.vigil.core.filter.ReportingLink;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a change of nftables: the messages between the one that begins a transaction and the one that ends it.
 *
 * <pre>
 * nlmsghdr | nfgenmsg: family, version 0, number of the subsystem | attributes
 * </pre>
 */
final class FilterMessages {
    private static final int GENERIC_BYTES = 4;

    /** A message with so many elements is well below the longest attribute. */
    private static final int ELEMENTS_MAX = 1000;

    /** What notes of the program nft are about, and the order that they name. */
    private static final int ORDER_OF_KEYS = 0;

    private static final int ORDER_OF_DATA = 1;
    private static final int ORDER_OF_MACHINE = 1;

    /** How nft numbers the types of keys; the kernel only keeps them. A key of two parts has the second behind six bits. */
    private static final int TYPE_IPV4 = 7;

    private static final int TYPE_IPV6 = 8;
    private static final int TYPE_INTERFACE = 20;
    private static final int TYPE_ICMPV6 = 29;
    private static final int TYPE_BITS = 6;

    private final FilterSettings settings;
    private final boolean owned;
    private final List<NetlinkWriter> messages = new ArrayList<>();
    private int sets;

    /** @param owned whether the kernel is to remove new tables when the socket is closed, and to let nobody else change them */
    FilterMessages(FilterSettings settings, boolean owned) {
        this.settings = settings;
        this.owned = owned;
    }

    /** The messages of a change, in order. */
    static List<NetlinkWriter> of(FilterSettings settings, boolean owned, List<FilterStep> steps) {
        FilterMessages all = new FilterMessages(settings, owned);
        steps.forEach(all::add);
        return all.messages;
    }

    private NetlinkWriter begin(int type, int flags, Family family) {
        NetlinkWriter writer = NetlinkWriter.quiet(NFNL_SUBSYS_NFTABLES << Byte.SIZE | type, flags);
        int generic = writer.reserve(GENERIC_BYTES);
        writer.bytes().put(generic, (byte) (family == Family.IPV4 ? Constants.AF_INET : Constants.AF_INET6));
        messages.add(writer);
        return writer;
    }

    private void add(FilterStep step) {
        switch (step) {
            case FilterStep.NewTable(Family family) -> newTable(family);
            case FilterStep.DeleteTable(Family family) ->
                begin(FilterConstants.NFT_MSG_DELTABLE, 0, family)
                        .attribute(FilterConstants.NFTA_TABLE_NAME, settings.table());
            case FilterStep.NewChain chain -> newChain(chain);
            case FilterStep.NewSet set -> newSet(set);
            case FilterStep.Elements elements -> elements(elements);
            case FilterStep.Messages types -> types(types);
            case FilterStep.Links links -> links(links);
            case FilterStep.NewRule rule -> newRule(rule);
        }
    }

    private void newTable(Family family) {
        NetlinkWriter writer =
                begin(FilterConstants.NFT_MSG_NEWTABLE, Constants.NLM_F_CREATE | Constants.NLM_F_EXCL, family);
        writer.attribute(FilterConstants.NFTA_TABLE_NAME, settings.table());
        writer.bigEndian(FilterConstants.NFTA_TABLE_FLAGS, owned ? FilterConstants.NFT_TABLE_F_OWNER : 0);
    }

    private void newChain(FilterStep.NewChain chain) {
        NetlinkWriter writer = begin(FilterConstants.NFT_MSG_NEWCHAIN, Constants.NLM_F_CREATE, chain.family());
        writer.attribute(FilterConstants.NFTA_CHAIN_TABLE, settings.table());
        writer.attribute(FilterConstants.NFTA_CHAIN_NAME, chain.name());
        if (chain.hook() == FilterStep.Hook.NONE) {
            return;
        }
        writer.attribute(FilterConstants.NFTA_CHAIN_TYPE, "filter");
        writer.bigEndian(FilterConstants.NFTA_CHAIN_POLICY, FilterConstants.NF_ACCEPT);
        int hook = writer.begin(FilterConstants.NFTA_CHAIN_HOOK | NLA_F_NESTED);
        writer.bigEndian(
                FilterConstants.NFTA_HOOK_HOOKNUM,
                chain.hook() == FilterStep.Hook.INPUT
                        ? FilterConstants.NF_INET_LOCAL_IN
                        : FilterConstants.NF_INET_LOCAL_OUT);
        writer.bigEndian(FilterConstants.NFTA_HOOK_PRIORITY, settings.priority());
        writer.end(hook);
    }

    private void newSet(FilterStep.NewSet set) {
        int address = set.family() == Family.IPV4 ? TYPE_IPV4 : TYPE_IPV6;
        int width = set.family().lengthBytes();
        NetlinkWriter writer = begin(FilterConstants.NFT_MSG_NEWSET, Constants.NLM_F_CREATE, set.family());
        writer.attribute(FilterConstants.NFTA_SET_TABLE, settings.table());
        writer.attribute(FilterConstants.NFTA_SET_NAME, set.name());
        writer.bigEndian(
                FilterConstants.NFTA_SET_FLAGS,
                switch (set.keys()) {
                    case MESSAGES -> FilterConstants.NFT_SET_CONSTANT;
                    case LINKS_TO_BASES -> NatConstants.NFT_SET_MAP;
                    case ADDRESSES, ADDRESSES_ON_LINKS, LINKS -> 0;
                });
        switch (set.keys()) {
            case ADDRESSES -> key(writer, address, width);
            case ADDRESSES_ON_LINKS -> key(writer, address << TYPE_BITS | TYPE_INTERFACE, width + Integer.BYTES);
            case MESSAGES -> key(writer, TYPE_ICMPV6, Byte.BYTES);
            case LINKS -> {
                key(writer, TYPE_INTERFACE, Integer.BYTES);
                inOrderOfMachine(writer, ORDER_OF_KEYS);
            }
            case LINKS_TO_BASES -> {
                key(writer, TYPE_INTERFACE, Integer.BYTES);
                writer.bigEndian(NatConstants.NFTA_SET_DATA_TYPE, TYPE_INTERFACE);
                writer.bigEndian(NatConstants.NFTA_SET_DATA_LEN, Integer.BYTES);
                inOrderOfMachine(writer, ORDER_OF_KEYS, ORDER_OF_DATA);
            }
        }
        writer.bigEndian(FilterConstants.NFTA_SET_ID, ++sets);
    }

    private static void key(NetlinkWriter writer, int type, int width) {
        writer.bigEndian(FilterConstants.NFTA_SET_KEY_TYPE, type);
        writer.bigEndian(FilterConstants.NFTA_SET_KEY_LEN, width);
    }

    private void elements(FilterStep.Elements elements) {
        List<DroppedAddress> addresses = elements.addresses();
        for (int from = 0; from < addresses.size(); from += ELEMENTS_MAX) {
            List<DroppedAddress> some = addresses.subList(from, Math.min(from + ELEMENTS_MAX, addresses.size()));
            NetlinkWriter writer = elementsOf(elements.family(), elements.set(), elements.present());
            int list = writer.begin(FilterConstants.NFTA_SET_ELEM_LIST_ELEMENTS | NLA_F_NESTED);
            some.forEach(each -> element(writer, () -> address(writer, each)));
            writer.end(list);
        }
    }

    private void types(FilterStep.Messages types) {
        NetlinkWriter writer = elementsOf(types.family(), types.set(), true);
        int list = writer.begin(FilterConstants.NFTA_SET_ELEM_LIST_ELEMENTS | NLA_F_NESTED);
        types.types()
                .forEach(type ->
                        element(writer, () -> writer.attribute(FilterConstants.NFTA_DATA_VALUE, type.byteValue())));
        writer.end(list);
    }

    /** A note for the program nft alone, which shows numbers by it: a byte for what it is about, its length, a word. */
    private static void inOrderOfMachine(NetlinkWriter writer, int... what) {
        int noteBytes = 2 + Integer.BYTES;
        int at = writer.attributeOfLength(NatConstants.NFTA_SET_USERDATA, what.length * noteBytes);
        for (int index = 0; index < what.length; index++) {
            int note = at + index * noteBytes;
            writer.bytes().put(note, (byte) what[index]).put(note + 1, (byte) Integer.BYTES);
            writer.bytes().putInt(note + 2, ORDER_OF_MACHINE);
        }
    }

    /** Numbers of interfaces are in the machine's order. */
    private void links(FilterStep.Links links) {
        NetlinkWriter writer = elementsOf(links.family(), links.set(), links.present());
        int list = writer.begin(FilterConstants.NFTA_SET_ELEM_LIST_ELEMENTS | NLA_F_NESTED);
        for (ReportingLink link : links.links()) {
            int element = writer.begin(FilterConstants.NFTA_LIST_ELEM | NLA_F_NESTED);
            number(writer, FilterConstants.NFTA_SET_ELEM_KEY, link.ifindex());
            if (links.mapped()) {
                number(writer, NatConstants.NFTA_SET_ELEM_DATA, link.baseIfindex());
            }
            writer.end(element);
        }
        writer.end(list);
    }

    private static void number(NetlinkWriter writer, int type, int value) {
        int start = writer.begin(type | NLA_F_NESTED);
        writer.attribute(FilterConstants.NFTA_DATA_VALUE, value);
        writer.end(start);
    }

    private NetlinkWriter elementsOf(Family family, String set, boolean present) {
        NetlinkWriter writer = present
                ? begin(FilterConstants.NFT_MSG_NEWSETELEM, Constants.NLM_F_CREATE, family)
                : begin(FilterConstants.NFT_MSG_DELSETELEM, 0, family);
        writer.attribute(FilterConstants.NFTA_SET_ELEM_LIST_TABLE, settings.table());
        writer.attribute(FilterConstants.NFTA_SET_ELEM_LIST_SET, set);
        return writer;
    }

    private static void element(NetlinkWriter writer, Runnable value) {
        int element = writer.begin(FilterConstants.NFTA_LIST_ELEM | NLA_F_NESTED);
        int key = writer.begin(FilterConstants.NFTA_SET_ELEM_KEY | NLA_F_NESTED);
        value.run();
        writer.end(key);
        writer.end(element);
    }

    /** The interface, if there is one, stands behind the address in the machine's order. */
    private static void address(NetlinkWriter writer, DroppedAddress dropped) {
        IpAddress address = dropped.address();
        int width = address.family().lengthBytes();
        int behind = dropped.ifindex() == 0 ? 0 : Integer.BYTES;
        int position = writer.attributeOfLength(FilterConstants.NFTA_DATA_VALUE, width + behind);
        SocketAddress.writeIp(writer.bytes(), position, address);
        if (behind != 0) {
            writer.bytes().putInt(position + width, dropped.ifindex());
        }
    }

    private void newRule(FilterStep.NewRule rule) {
        NetlinkWriter writer = begin(
                FilterConstants.NFT_MSG_NEWRULE,
                Constants.NLM_F_CREATE | (rule.first() ? 0 : RoutingConstants.NLM_F_APPEND),
                rule.family());
        writer.attribute(FilterConstants.NFTA_RULE_TABLE, settings.table());
        writer.attribute(FilterConstants.NFTA_RULE_CHAIN, rule.chain());
        int expressions = writer.begin(FilterConstants.NFTA_RULE_EXPRESSIONS | NLA_F_NESTED);
        ExpressionWriter each = new ExpressionWriter(writer);
        rule.expressions().forEach(each::write);
        writer.end(expressions);
    }
}
