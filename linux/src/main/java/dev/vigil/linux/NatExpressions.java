package dev.vigil.linux;

import static dev.vigil.linux.FilterConstants.*;
import static dev.vigil.linux.NatConstants.*;

import dev.vigil.core.address.Family;
import dev.vigil.core.nat.Field;
import dev.vigil.core.nat.Statement;
import dev.vigil.core.nat.Statement.Client;
import dev.vigil.core.nat.Statement.Draw;

/** Encodes the statements of a rule as the kernel's expressions, which hand values to one another in registers. */
final class NatExpressions {
    private static final int WORD_BYTES = 4;

    /** Where values begin; each field of a key takes as many registers as it has words. */
    private static final int VALUE = NFT_REG32_00;

    /** Behind the longest address, for what goes with it. */
    private static final int BEHIND_ADDRESS = VALUE + 4;

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int PORT_BYTES = 2;

    /** A number of our own, so that another node chooses alike. */
    private static final int SEED = 0x56696769;

    private final NetlinkWriter writer;

    NatExpressions(NetlinkWriter writer) {
        this.writer = writer;
    }

    void write(Statement statement) {
        switch (statement) {
            case Statement.IsFamily(Family family) -> isFamily(family);
            case Statement.Dispatch dispatch -> {
                int register = VALUE;
                for (Field field : dispatch.key()) {
                    destination(field, register);
                    register += field.paddedBytes() / WORD_BYTES;
                }
                lookup(dispatch.map(), VALUE, NFT_REG_VERDICT);
            }
            case Statement.Choose(Draw draw, String map) -> {
                draw(draw);
                lookup(map, VALUE, VALUE);
                setMark();
            }
            case Statement.Recall(Client client, String map) -> {
                client(client);
                lookup(map, VALUE, VALUE);
                setMark();
            }
            case Statement.IsMarkIn(String set) -> {
                loadMark(VALUE);
                lookup(set, VALUE, -1);
            }
            case Statement.Remember(Client client, String map) -> tie(client, map, NFT_DYNSET_OP_UPDATE);
            case Statement.Forget(Client client, String map) -> tie(client, map, NFT_DYNSET_OP_DELETE);
            case Statement.Send send -> send(send);
            case Statement.Masquerade _ -> expression("masq", () -> {});
            case Statement.GoTo(String chain) -> goTo(chain);
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

    private void isFamily(Family family) {
        meta(NFT_META_NFPROTO, VALUE);
        expression("cmp", () -> {
            writer.bigEndian(NFTA_CMP_SREG, VALUE);
            writer.bigEndian(NFTA_CMP_OP, NFT_CMP_EQ);
            nested(NFTA_CMP_DATA, () -> writer.attribute(NFTA_DATA_VALUE, (byte) number(family)));
        });
    }

    private static int number(Family family) {
        return family == Family.IPV4 ? Constants.AF_INET : Constants.AF_INET6;
    }

    /** Loads what a field means of the destination of a packet. */
    private void destination(Field field, int register) {
        switch (field) {
            case IPV4 -> payload(NFT_PAYLOAD_NETWORK_HEADER, 16, Field.IPV4.bytes, register);
            case IPV6 -> payload(NFT_PAYLOAD_NETWORK_HEADER, 24, Field.IPV6.bytes, register);
            case PROTOCOL -> meta(NFT_META_L4PROTO, register);
            case PORT -> payload(NFT_PAYLOAD_TRANSPORT_HEADER, DESTINATION_PORT, PORT_BYTES, register);
            case MARK -> meta(NFT_META_MARK, register);
            case CHAIN -> throw new IllegalArgumentException("no part of a packet: " + field);
        }
    }

    private void meta(int key, int register) {
        expression("meta", () -> {
            writer.bigEndian(NFTA_META_KEY, key);
            writer.bigEndian(NFTA_META_DREG, register);
        });
    }

    private void payload(int base, int offset, int length, int register) {
        expression("payload", () -> {
            writer.bigEndian(NFTA_PAYLOAD_DREG, register);
            writer.bigEndian(NFTA_PAYLOAD_BASE, base);
            writer.bigEndian(NFTA_PAYLOAD_OFFSET, offset);
            writer.bigEndian(NFTA_PAYLOAD_LEN, length);
        });
    }

    /** @param to the register of what a map has; negative for a set */
    private void lookup(String set, int from, int to) {
        expression("lookup", () -> {
            writer.attribute(NFTA_LOOKUP_SET, set);
            writer.bigEndian(NFTA_LOOKUP_SREG, from);
            if (to >= 0) {
                writer.bigEndian(NFTA_LOOKUP_DREG, to);
            }
        });
    }

    private void loadMark(int register) {
        expression("ct", () -> {
            writer.bigEndian(NFTA_CT_KEY, NFT_CT_MARK);
            writer.bigEndian(NFTA_CT_DREG, register);
        });
    }

    private void setMark() {
        expression("ct", () -> {
            writer.bigEndian(NFTA_CT_KEY, NFT_CT_MARK);
            writer.bigEndian(NFTA_CT_SREG, VALUE);
        });
    }

    private void draw(Draw draw) {
        switch (draw) {
            case Draw.Next(int below) ->
                expression("numgen", () -> {
                    writer.bigEndian(NFTA_NG_DREG, VALUE);
                    writer.bigEndian(NFTA_NG_MODULUS, below);
                    writer.bigEndian(NFTA_NG_TYPE, NFT_NG_INCREMENTAL);
                });
            case Draw.Hash(Client client, boolean withPort, int below) -> {
                client(client);
                int bytes = client.family().lengthBytes();
                if (withPort) {
                    payload(NFT_PAYLOAD_TRANSPORT_HEADER, SOURCE_PORT, PORT_BYTES, VALUE + bytes / WORD_BYTES);
                }
                expression("hash", () -> {
                    writer.bigEndian(NFTA_HASH_SREG, VALUE);
                    writer.bigEndian(NFTA_HASH_DREG, VALUE);
                    writer.bigEndian(NFTA_HASH_LEN, withPort ? bytes + WORD_BYTES : bytes);
                    writer.bigEndian(NFTA_HASH_MODULUS, below);
                    writer.bigEndian(NFTA_HASH_SEED, SEED);
                    writer.bigEndian(NFTA_HASH_TYPE, NFT_HASH_JENKINS);
                });
            }
        }
    }

    private void client(Client client) {
        int width = client.family().lengthBytes();
        int offset = client.family() == Family.IPV4 ? 12 : 8;
        payload(NFT_PAYLOAD_NETWORK_HEADER, offset, width, VALUE);
        if (client.prefixLength() < client.family().prefixMax()) {
            expression("bitwise", () -> {
                writer.bigEndian(NFTA_BITWISE_SREG, VALUE);
                writer.bigEndian(NFTA_BITWISE_DREG, VALUE);
                writer.bigEndian(NFTA_BITWISE_LEN, width);
                nested(NFTA_BITWISE_MASK, () -> mask(width, client.prefixLength()));
                nested(NFTA_BITWISE_XOR, () -> mask(width, 0));
            });
        }
    }

    private void mask(int width, int bits) {
        int position = writer.attributeOfLength(NFTA_DATA_VALUE, width);
        for (int index = 0; index < width; index++) {
            int ones = Math.clamp(bits - (long) index * Byte.SIZE, 0, Byte.SIZE);
            writer.bytes().put(position + index, (byte) (0xff << (Byte.SIZE - ones)));
        }
    }

    private void tie(Client client, String map, int operation) {
        client(client);
        loadMark(BEHIND_ADDRESS);
        expression("dynset", () -> {
            writer.bigEndian(NFTA_DYNSET_SREG_KEY, VALUE);
            writer.bigEndian(NFTA_DYNSET_SREG_DATA, BEHIND_ADDRESS);
            writer.bigEndian(NFTA_DYNSET_OP, operation);
            writer.attribute(NFTA_DYNSET_SET_NAME, map);
        });
    }

    private void send(Statement.Send send) {
        loadMark(VALUE);
        lookup(send.map(), VALUE, VALUE);
        expression("nat", () -> {
            writer.bigEndian(NFTA_NAT_TYPE, NFT_NAT_DNAT);
            writer.bigEndian(NFTA_NAT_FAMILY, number(send.family()));
            writer.bigEndian(NFTA_NAT_REG_ADDR_MIN, VALUE);
            if (send.withPort()) {
                writer.bigEndian(NFTA_NAT_REG_PROTO_MIN, VALUE + send.family().lengthBytes() / WORD_BYTES);
            }
        });
    }

    private void goTo(String chain) {
        expression("immediate", () -> {
            writer.bigEndian(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT);
            nested(NFTA_IMMEDIATE_DATA, () -> NatMessages.verdict(writer, chain));
        });
    }
}
