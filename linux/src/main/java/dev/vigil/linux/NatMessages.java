package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.*;
import static dev.vigil.linux.NatConstants.*;

import dev.vigil.core.nat.Cell;
import dev.vigil.core.nat.Field;
import dev.vigil.core.nat.NatChain;
import dev.vigil.core.nat.NatElement;
import dev.vigil.core.nat.NatSet;
import dev.vigil.core.nat.NatStep;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Encodes steps as messages of a transaction about one table of the family inet. */
final class NatMessages {
    /** A message with so many elements is below the longest attribute. */
    private static final int ELEMENTS_MAX = 250;

    /** The most clients that are tied to servers, for one service. */
    private static final int TIES_MAX = 1 << 18;

    /** How nft numbers the types of fields; the kernel only keeps them. */
    private static final int TYPE_BITS = 6;

    /** NFT_TABLE_F_PERSIST, since Linux 6.9: a table with an owner outlives it, and another process may take it over. */
    private static final int PERSISTENT = 4;

    /** NFT_DATA_VERDICT, which is unsigned in the headers. */
    private static final int VERDICT = 0xffffff00;

    /** By what nft knows how to show numbers; the kernel only keeps it. */
    private static final byte ORDER_OF_KEYS = 0;

    private static final byte ORDER_OF_VALUES = 1;
    private static final int ORDER_OF_THE_MACHINE = 1;

    /** The kind of the only text that nft keeps with tables and elements. */
    private static final byte COMMENT = 0;

    private static final int COMMENT_BYTES_MAX = 120;

    private static final long MS_PER_S = 1_000;

    private final String table;
    private final String comment;
    private final boolean owned;
    private final List<NetlinkWriter> messages = new ArrayList<>();
    private int sets;

    /** @param owned whether the kernel is to let nobody else change the table */
    private NatMessages(String table, String comment, boolean owned) {
        this.table = table;
        this.comment = comment;
        this.owned = owned;
    }

    static List<NetlinkWriter> of(String table, String comment, boolean owned, List<NatStep> steps) {
        NatMessages all = new NatMessages(table, comment, owned);
        steps.forEach(all::add);
        return all.messages;
    }

    private NetlinkWriter begin(int type, int flags) {
        NetlinkWriter writer = NetlinkWriter.quiet(NFNL_SUBSYS_NFTABLES << Byte.SIZE | type, flags);
        header(writer);
        messages.add(writer);
        return writer;
    }

    /** {@code struct nfgenmsg}: family, version 0, resource 0. */
    static void header(NetlinkWriter writer) {
        int generic = writer.reserve(Integer.BYTES);
        writer.bytes().put(generic, (byte) NFPROTO_INET);
    }

    private void add(NatStep step) {
        switch (step) {
            case NatStep.MakeTable _ ->
                comment(table(Constants.NLM_F_CREATE | Constants.NLM_F_EXCL), NFTA_TABLE_USERDATA, comment);
            case NatStep.TakeTable _ -> {
                NetlinkWriter _ = table(0);
            }
            case NatStep.DeleteTable _ -> begin(NFT_MSG_DELTABLE, 0).attribute(NFTA_TABLE_NAME, table);
            case NatStep.AddChain(String name, NatChain.Hook hook) -> addChain(name, hook);
            case NatStep.DeleteRules(String chain) -> inChain(NFT_MSG_DELRULE, 0, chain);
            case NatStep.AddRule(String chain, NatChain.Rule rule) -> {
                NetlinkWriter writer =
                        inChain(NFT_MSG_NEWRULE, Constants.NLM_F_CREATE | RoutingConstants.NLM_F_APPEND, chain);
                int expressions = writer.begin(NFTA_RULE_EXPRESSIONS | NLA_F_NESTED);
                NatExpressions each = new NatExpressions(writer);
                rule.statements().forEach(each::write);
                writer.end(expressions);
            }
            case NatStep.DeleteChain(String name) -> {
                NetlinkWriter writer = begin(NFT_MSG_DELCHAIN, 0);
                writer.attribute(NFTA_CHAIN_TABLE, table);
                writer.attribute(NFTA_CHAIN_NAME, name);
            }
            case NatStep.AddSet(NatSet set) -> addSet(set);
            case NatStep.DeleteSet(String name) -> {
                NetlinkWriter writer = begin(NFT_MSG_DELSET, 0);
                writer.attribute(NFTA_SET_TABLE, table);
                writer.attribute(NFTA_SET_NAME, name);
            }
            case NatStep.AddElements(NatSet set, List<NatElement> elements) -> elements(set, elements, true);
            case NatStep.DeleteElements(NatSet set, List<NatElement> elements) -> elements(set, elements, false);
            case NatStep.Clear(String set) -> inSet(NFT_MSG_DELSETELEM, 0, set);
        }
    }

    private NetlinkWriter table(int flags) {
        NetlinkWriter writer = begin(NFT_MSG_NEWTABLE, flags);
        writer.attribute(NFTA_TABLE_NAME, table);
        writer.bigEndian(NFTA_TABLE_FLAGS, owned ? NFT_TABLE_F_OWNER | PERSISTENT : 0);
        return writer;
    }

    private NetlinkWriter inChain(int type, int flags, String chain) {
        NetlinkWriter writer = begin(type, flags);
        writer.attribute(NFTA_RULE_TABLE, table);
        writer.attribute(NFTA_RULE_CHAIN, chain);
        return writer;
    }

    private NetlinkWriter inSet(int type, int flags, String set) {
        NetlinkWriter writer = begin(type, flags);
        writer.attribute(NFTA_SET_ELEM_LIST_TABLE, table);
        writer.attribute(NFTA_SET_ELEM_LIST_SET, set);
        return writer;
    }

    private void addChain(String name, NatChain.Hook hook) {
        NetlinkWriter writer = begin(NFT_MSG_NEWCHAIN, Constants.NLM_F_CREATE);
        writer.attribute(NFTA_CHAIN_TABLE, table);
        writer.attribute(NFTA_CHAIN_NAME, name);
        switch (hook) {
            case NONE -> {}
            case ARRIVING -> hook(writer, NF_INET_PRE_ROUTING, NF_IP_PRI_NAT_DST);
            case SENT -> hook(writer, NF_INET_LOCAL_OUT, NF_IP_PRI_NAT_DST);
            case LEAVING -> hook(writer, NF_INET_POST_ROUTING, NF_IP_PRI_NAT_SRC);
        }
    }

    private static void hook(NetlinkWriter writer, int number, int priority) {
        writer.attribute(NFTA_CHAIN_TYPE, "nat");
        writer.bigEndian(NFTA_CHAIN_POLICY, NF_ACCEPT);
        int hook = writer.begin(NFTA_CHAIN_HOOK | NLA_F_NESTED);
        writer.bigEndian(NFTA_HOOK_HOOKNUM, number);
        writer.bigEndian(NFTA_HOOK_PRIORITY, priority);
        writer.end(hook);
    }

    private void addSet(NatSet set) {
        NetlinkWriter writer = begin(NFT_MSG_NEWSET, Constants.NLM_F_CREATE);
        writer.attribute(NFTA_SET_TABLE, table);
        writer.attribute(NFTA_SET_NAME, set.name());
        int map = set.value().isEmpty() ? 0 : NFT_SET_MAP;
        writer.bigEndian(NFTA_SET_FLAGS, map | (set.isDynamic() ? NFT_SET_TIMEOUT | NFT_SET_EVAL : 0));
        writer.bigEndian(NFTA_SET_KEY_TYPE, type(set.key()));
        writer.bigEndian(NFTA_SET_KEY_LEN, set.keyBytes());
        if (set.value().contains(Field.CHAIN)) {
            writer.bigEndian(NFTA_SET_DATA_TYPE, VERDICT);
        } else if (map != 0) {
            writer.bigEndian(NFTA_SET_DATA_TYPE, type(set.value()));
            writer.bigEndian(NFTA_SET_DATA_LEN, set.valueBytes());
        }
        writer.bigEndian(NFTA_SET_ID, ++sets);
        if (set.isDynamic()) {
            int description = writer.begin(NFTA_SET_DESC | NLA_F_NESTED);
            writer.bigEndian(NFTA_SET_DESC_SIZE, TIES_MAX);
            writer.end(description);
            int timeout = writer.attributeOfLength(NFTA_SET_TIMEOUT, Long.BYTES);
            writer.bytes().slice(timeout, Long.BYTES).putLong(0, MS_PER_S * set.timeoutS());
        }
        orders(writer, set);
    }

    /** Marks are numbers in the order of the machine. */
    private static void orders(NetlinkWriter writer, NatSet set) {
        List<Byte> kinds = new ArrayList<>();
        if (set.key().equals(List.of(Field.MARK))) {
            kinds.add(ORDER_OF_KEYS);
        }
        if (set.value().equals(List.of(Field.MARK))) {
            kinds.add(ORDER_OF_VALUES);
        }
        int each = 2 * Byte.BYTES + Integer.BYTES;
        if (!kinds.isEmpty()) {
            int position = writer.attributeOfLength(NFTA_SET_USERDATA, each * kinds.size());
            for (byte kind : kinds) {
                writer.bytes()
                        .put(position, kind)
                        .put(position + 1, (byte) Integer.BYTES)
                        .putInt(position + 2, ORDER_OF_THE_MACHINE);
                position += each;
            }
        }
    }

    /** A key of several parts has each behind the bits of the one before. */
    private static int type(List<Field> fields) {
        int type = 0;
        for (Field field : fields) {
            type = type << TYPE_BITS | number(field);
        }
        return type;
    }

    private static int number(Field field) {
        return switch (field) {
            case IPV4 -> 7;
            case IPV6 -> 8;
            case PROTOCOL -> 12;
            case PORT -> 13;
            case MARK -> 19;
            case CHAIN -> 1;
        };
    }

    private void elements(NatSet set, List<NatElement> elements, boolean present) {
        for (int from = 0; from < elements.size(); from += ELEMENTS_MAX) {
            NetlinkWriter writer = present
                    ? inSet(NFT_MSG_NEWSETELEM, Constants.NLM_F_CREATE, set.name())
                    : inSet(NFT_MSG_DELSETELEM, 0, set.name());
            int list = writer.begin(NFTA_SET_ELEM_LIST_ELEMENTS | NLA_F_NESTED);
            elements.subList(from, Math.min(from + ELEMENTS_MAX, elements.size()))
                    .forEach(each -> element(writer, each, present));
            writer.end(list);
        }
    }

    private static void element(NetlinkWriter writer, NatElement element, boolean present) {
        int start = writer.begin(NFTA_LIST_ELEM | NLA_F_NESTED);
        int key = writer.begin(NFTA_SET_ELEM_KEY | NLA_F_NESTED);
        cells(writer, element.key());
        writer.end(key);
        if (present && !element.value().isEmpty()) {
            int value = writer.begin(NFTA_SET_ELEM_DATA | NLA_F_NESTED);
            if (element.value().getFirst() instanceof Cell.Chain(String chain)) {
                verdict(writer, chain);
            } else {
                cells(writer, element.value());
            }
            writer.end(value);
        }
        if (present && !element.comment().isEmpty()) {
            comment(writer, NFTA_SET_ELEM_USERDATA, element.comment());
        }
        writer.end(start);
    }

    private static void cells(NetlinkWriter writer, List<Cell> cells) {
        boolean single = cells.size() == 1;
        int length = single
                ? cells.getFirst().field().bytes
                : cells.stream().mapToInt(cell -> cell.field().paddedBytes()).sum();
        int position = writer.attributeOfLength(NFTA_DATA_VALUE, length);
        for (Cell cell : cells) {
            cell(writer.bytes(), position, cell);
            position += cell.field().paddedBytes();
        }
    }

    private static void cell(ByteBuffer bytes, int position, Cell cell) {
        switch (cell) {
            case Cell.Address(var address) -> SocketAddress.writeIp(bytes, position, address);
            case Cell.Protocol(int number) -> bytes.put(position, (byte) number);
            case Cell.Port(int port) ->
                bytes.put(position, (byte) (port >> Byte.SIZE)).put(position + 1, (byte) port);
            case Cell.Mark(int value) -> bytes.putInt(position, value);
            case Cell.Chain(String name) -> throw new IllegalArgumentException("no bytes: " + name);
        }
    }

    /** A verdict to go on in a chain, as data. */
    static void verdict(NetlinkWriter writer, String chain) {
        int start = writer.begin(NFTA_DATA_VERDICT | NLA_F_NESTED);
        writer.bigEndian(NFTA_VERDICT_CODE, NFT_GOTO);
        writer.attribute(NFTA_VERDICT_CHAIN, chain);
        writer.end(start);
    }

    /** A text with its kind and length, as nft writes and shows it. */
    private static void comment(NetlinkWriter writer, int type, String text) {
        byte[] utf8 = comment(text);
        int position = writer.attributeOfLength(type, 2 * Byte.BYTES + utf8.length + 1);
        writer.bytes()
                .put(position, COMMENT)
                .put(position + 1, (byte) (utf8.length + 1))
                .put(position + 2, utf8);
    }

    private static byte[] comment(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= COMMENT_BYTES_MAX ? utf8 : Arrays.copyOf(utf8, COMMENT_BYTES_MAX);
    }

    /** The text of a comment as the kernel would give it back. */
    static String kept(String text) {
        return new String(comment(text), StandardCharsets.UTF_8);
    }
}
