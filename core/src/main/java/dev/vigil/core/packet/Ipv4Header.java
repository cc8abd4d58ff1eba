package dev.vigil.core.packet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The IPv4 header (RFC 791 3.1) as raw sockets deliver and take it. Fields are read in place; nothing is allocated.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |Version|  IHL  |Type of Service|         Total Length          |
 * +-------+-------+---------------+-----+-------------------------+
 * |        Identification         |Flags|     Fragment Offset     |
 * +---------------+---------------+-----+-------------------------+
 * | Time to Live  |   Protocol    |        Header Checksum        |
 * +---------------+---------------+-------------------------------+
 * |                        Source Address                         |
 * +---------------------------------------------------------------+
 * |                     Destination Address                       |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv4Header {
    /** Bytes of a header without options. */
    public static final int LENGTH = 20;

    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FRAGMENT = 6;
    private static final int FRAGMENT_MASK = 0x3fff;
    private static final int TTL = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private Ipv4Header() {}

    /**
     * Checks the header of a packet of {@code length} bytes at position 0.
     *
     * @return null if the header is sound and says {@code protocol}
     */
    public static @Nullable DropReason check(ByteBuffer packet, int length, int protocol) {
        if (length < LENGTH) {
            return DropReason.LENGTH;
        }
        boolean sound = packet.get(0) >>> 4 == 4
                && headerLength(packet) >= LENGTH
                && (packet.get(PROTOCOL) & 0xff) == protocol
                && (packet.getShort(FRAGMENT) & FRAGMENT_MASK) == 0;
        if (!sound) {
            return DropReason.IP_HEADER;
        }
        boolean lengthsAgree = totalLength(packet) >= headerLength(packet) && totalLength(packet) <= length;
        return lengthsAgree ? null : DropReason.LENGTH;
    }

    public static int headerLength(ByteBuffer packet) {
        return (packet.get(0) & 0xf) * 4;
    }

    public static int totalLength(ByteBuffer packet) {
        return packet.getShort(TOTAL_LENGTH) & 0xffff;
    }

    public static int ttl(ByteBuffer packet) {
        return packet.get(TTL) & 0xff;
    }

    /** The source address in network order. */
    public static int source(ByteBuffer packet) {
        return packet.getInt(SOURCE);
    }

    /** Writes a header without options; the checksum is left to {@link #stamp}. */
    static void encode(ByteBuffer packet, int totalLength, int ttl, int protocol, int source, int destination) {
        packet.put(0, (byte) 0x45);
        // RFC 2474: class selector 6, internetwork control.
        packet.put(1, (byte) 0xc0);
        packet.putShort(TOTAL_LENGTH, (short) totalLength);
        packet.putShort(FRAGMENT, (short) 0);
        packet.put(TTL, (byte) ttl);
        packet.put(PROTOCOL, (byte) protocol);
        packet.putInt(SOURCE, source);
        packet.putInt(DESTINATION, destination);
    }

    /** Sets the identification and the header checksum. */
    static void stamp(ByteBuffer packet, int identification) {
        packet.putShort(IDENTIFICATION, (short) identification);
        packet.putShort(CHECKSUM, (short) 0);
        packet.putShort(CHECKSUM, Checksum.fold(Checksum.sum(0, packet, 0, LENGTH)));
    }
}
