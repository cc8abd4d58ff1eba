package dev.vigil.systemtests.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The IPv4 addresses of a node in the kernel's own words, which say more than {@code ip addr show} prints.
 *
 * <pre>
 * 4 bytes magic, then messages:
 *  0 length   4 type   6 flags   8 sequence   12 port
 * 16 family, prefix length, flags, scope   20 interface   24 attributes: length, type, value, to multiples of 4
 * </pre>
 */
public final class SavedAddresses {
    private static final int MAGIC_LENGTH = 4;
    private static final int ATTRIBUTES = 24;
    private static final int AF_INET = 2;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_PROTO = 11;

    private final Map<String, Integer> protocols = new HashMap<>();

    private SavedAddresses(ByteBuffer messages) {
        int at = MAGIC_LENGTH;
        while (at + ATTRIBUTES <= messages.limit()) {
            int length = messages.getInt(at);
            if (messages.get(at + 16) == AF_INET) {
                add(messages.slice(at, length).order(ByteOrder.LITTLE_ENDIAN));
            }
            at += aligned(length);
        }
    }

    public static SavedAddresses of(Node node) {
        node.must("sh", "-c", "ip addr save >/run/lab/addresses");
        return new SavedAddresses(
                ByteBuffer.wrap(node.readBytes("/run/lab/addresses")).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void add(ByteBuffer message) {
        String address = "";
        int protocol = 0;
        for (int at = ATTRIBUTES; at + 4 <= message.limit(); at += aligned(message.getShort(at))) {
            byte[] value = new byte[message.getShort(at) - 4];
            message.get(at + 4, value);
            switch (message.getShort(at + 2)) {
                case IFA_LOCAL -> address = Frame.ip(value, 0);
                case IFA_PROTO -> protocol = value[0];
                default -> {}
            }
        }
        protocols.put(address, protocol);
    }

    private static int aligned(int length) {
        return (length + 3) & ~3;
    }

    /** Who set an address, as a number; 0 where nobody says. */
    public int protocol(String ip) {
        return protocols.getOrDefault(ip, -1);
    }
}
