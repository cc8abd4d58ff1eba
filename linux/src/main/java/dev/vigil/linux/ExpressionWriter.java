package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.NFTA_BITWISE_DREG;
import static dev.vigil.linux.FilterConstants.NFTA_BITWISE_LEN;
import static dev.vigil.linux.FilterConstants.NFTA_BITWISE_MASK;
import static dev.vigil.linux.FilterConstants.NFTA_BITWISE_SREG;
import static dev.vigil.linux.FilterConstants.NFTA_BITWISE_XOR;
import static dev.vigil.linux.FilterConstants.NFTA_CMP_DATA;
import static dev.vigil.linux.FilterConstants.NFTA_CMP_OP;
import static dev.vigil.linux.FilterConstants.NFTA_CMP_SREG;
import static dev.vigil.linux.FilterConstants.NFTA_DATA_VALUE;
import static dev.vigil.linux.FilterConstants.NFTA_DATA_VERDICT;
import static dev.vigil.linux.FilterConstants.NFTA_EXPR_DATA;
import static dev.vigil.linux.FilterConstants.NFTA_EXPR_NAME;
import static dev.vigil.linux.FilterConstants.NFTA_IMMEDIATE_DATA;
import static dev.vigil.linux.FilterConstants.NFTA_IMMEDIATE_DREG;
import static dev.vigil.linux.FilterConstants.NFTA_LIST_ELEM;
import static dev.vigil.linux.FilterConstants.NFTA_LOOKUP_SET;
import static dev.vigil.linux.FilterConstants.NFTA_LOOKUP_SREG;
import static dev.vigil.linux.FilterConstants.NFTA_META_DREG;
import static dev.vigil.linux.FilterConstants.NFTA_META_KEY;
import static dev.vigil.linux.FilterConstants.NFTA_PAYLOAD_BASE;
import static dev.vigil.linux.FilterConstants.NFTA_PAYLOAD_DREG;
import static dev.vigil.linux.FilterConstants.NFTA_PAYLOAD_LEN;
import static dev.vigil.linux.FilterConstants.NFTA_PAYLOAD_OFFSET;
import static dev.vigil.linux.FilterConstants.NFTA_VERDICT_CHAIN;
import static dev.vigil.linux.FilterConstants.NFTA_VERDICT_CODE;
import static dev.vigil.linux.FilterConstants.NFT_REG_1;
import static dev.vigil.linux.FilterConstants.NLA_F_NESTED;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.Expression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes the expressions of a rule of nftables as nested attributes. */
final class ExpressionWriter {
    private final NetlinkWriter writer;

    ExpressionWriter(NetlinkWriter writer) {
        this.writer = writer;
    }

    void write(Expression expression) {
        switch (expression) {
            case Expression.Load load -> load(load);
            case Expression.LoadMeta meta -> meta(meta);
            case Expression.InSet(String set) -> lookup(set);
            case Expression.Mapped(String map) -> mapped(map);
            case Expression.Copy _ -> copy();
            case Expression.IsText(String value) -> isText(value);
            case Expression.IsByte(int value) -> isByte((byte) value);
            case Expression.InNetwork network -> inNetwork(network);
            case Expression.Count _ -> expression("counter", () -> {});
            case Expression.Drop _ -> verdict(FilterConstants.NF_DROP, "");
            case Expression.Accept _ -> verdict(FilterConstants.NF_ACCEPT, "");
            case Expression.GoTo(String chain) -> verdict(FilterConstants.NFT_GOTO, chain);
        }
    }

    private void expression(String name, Runnable data) {
        nested(NFTA_LIST_ELEM, () -> {
            writer.attribute(NFTA_EXPR_NAME, name);
            nested(NFTA_EXPR_DATA, data);
        });
    }

    private void nested(int type, Runnable content) {
        int start = writer.begin(type | NLA_F_NESTED);
        content.run();
        writer.end(start);
    }

    private void load(Expression.Load load) {
        int base = switch (load.header()) {
            case NETWORK -> FilterConstants.NFT_PAYLOAD_NETWORK_HEADER;
            case TRANSPORT -> FilterConstants.NFT_PAYLOAD_TRANSPORT_HEADER;
        };
        expression("payload", () -> {
            writer.bigEndian(NFTA_PAYLOAD_DREG, NFT_REG_1);
            writer.bigEndian(NFTA_PAYLOAD_BASE, base);
            writer.bigEndian(NFTA_PAYLOAD_OFFSET, load.offset());
            writer.bigEndian(NFTA_PAYLOAD_LEN, load.length());
        });
    }

    private void meta(Expression.LoadMeta load) {
        int key = switch (load.meta()) {
            case PROTOCOL -> FilterConstants.NFT_META_L4PROTO;
            case IN_INTERFACE -> FilterConstants.NFT_META_IIF;
            case OUT_INTERFACE -> FilterConstants.NFT_META_OIF;
            case OUT_KIND -> FilterConstants.NFT_META_OIFKIND;
        };
        expression("meta", () -> {
            writer.bigEndian(NFTA_META_KEY, key);
            writer.bigEndian(NFTA_META_DREG, load.register());
        });
    }

    private void lookup(String set) {
        expression("lookup", () -> {
            writer.bigEndian(NFTA_LOOKUP_SREG, NFT_REG_1);
            writer.attribute(NFTA_LOOKUP_SET, set);
        });
    }

    private void mapped(String map) {
        expression("lookup", () -> {
            writer.bigEndian(NFTA_LOOKUP_SREG, Expression.SECOND);
            writer.bigEndian(NatConstants.NFTA_LOOKUP_DREG, Expression.SECOND);
            writer.attribute(NFTA_LOOKUP_SET, map);
        });
    }

    private void copy() {
        expression("dup", () -> {
            writer.bigEndian(FilterConstants.NFTA_DUP_SREG_ADDR, Expression.FIRST);
            writer.bigEndian(FilterConstants.NFTA_DUP_SREG_DEV, Expression.SECOND);
        });
    }

    /** As long as the kernel's names of interfaces, with zeros behind it. */
    private void isText(String value) {
        byte[] bytes = Arrays.copyOf(value.getBytes(StandardCharsets.UTF_8), Constants.IFNAMSIZ);
        equal(() -> {
            int position = writer.attributeOfLength(NFTA_DATA_VALUE, bytes.length);
            writer.bytes().put(position, bytes);
        });
    }

    private void isByte(byte value) {
        equal(() -> writer.attribute(NFTA_DATA_VALUE, value));
    }

    private void equal(Runnable value) {
        expression("cmp", () -> {
            writer.bigEndian(NFTA_CMP_SREG, NFT_REG_1);
            writer.bigEndian(NFTA_CMP_OP, FilterConstants.NFT_CMP_EQ);
            nested(NFTA_CMP_DATA, value);
        });
    }

    /** The bits of the network remain, and are compared. */
    private void inNetwork(Expression.InNetwork network) {
        int width = network.network().family().lengthBytes();
        expression("bitwise", () -> {
            writer.bigEndian(NFTA_BITWISE_SREG, NFT_REG_1);
            writer.bigEndian(NFTA_BITWISE_DREG, NFT_REG_1);
            writer.bigEndian(NFTA_BITWISE_LEN, width);
            nested(NFTA_BITWISE_MASK, () -> mask(width, network.prefixLength()));
            nested(NFTA_BITWISE_XOR, () -> mask(width, 0));
        });
        IpAddress value = network.network();
        equal(() -> writer.attribute(NFTA_DATA_VALUE, value));
    }

    private void mask(int width, int bits) {
        int position = writer.attributeOfLength(NFTA_DATA_VALUE, width);
        for (int index = 0; index < width; index++) {
            int ones = Math.clamp(bits - (long) index * Byte.SIZE, 0, Byte.SIZE);
            writer.bytes().put(position + index, (byte) (0xff << (Byte.SIZE - ones)));
        }
    }

    private void verdict(int code, String chain) {
        expression("immediate", () -> {
            writer.bigEndian(NFTA_IMMEDIATE_DREG, FilterConstants.NFT_REG_VERDICT);
            nested(
                    NFTA_IMMEDIATE_DATA,
                    () -> nested(NFTA_DATA_VERDICT, () -> {
                        writer.bigEndian(NFTA_VERDICT_CODE, code);
                        if (!chain.isEmpty()) {
                            writer.attribute(NFTA_VERDICT_CHAIN, chain);
                        }
                    }));
        });
    }
}
