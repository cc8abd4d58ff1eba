package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;

/**
 * The unsolicited neighbour advertisement that tells a segment where an IPv6 address now lives (RFC 9568 6.4.2 (385),
 * RFC 4861 4.4), as an Ethernet frame.
 *
 * <pre>
 *  0 destination 33:33:00:00:00:01 | 6 source MAC | 12 type 0x86dd
 * 14 version 6, class, flow label | 18 payload length 32 | 20 next header 58 | 21 hop limit 255
 * 22 source = the address | 38 destination ff02::1
 * 54 type 136, code 0 | 56 checksum | 58 flags: Router 0x80, Override 0x20 | 62 target = the address
 * 78 option 2 (target link address), length 1 | 80 MAC
 * </pre>
 */
public final class NeighborAdvertisement {
    /** Bytes of the frame. */
    public static final int LENGTH = 86;

    /** ff02::1, all nodes of the link. */
    public static final IpAddress ALL_NODES = IpAddress.ipv6(0xff02_0000_0000_0000L, 1);

    private static final long ALL_NODES_MAC = 0x3333_0000_0001L;
    private static final int ICMPV6 = 58;
    private static final int MESSAGE = 54;
    private static final int MESSAGE_LENGTH = 32;
    private static final int CHECKSUM = 56;
    private static final int FLAG_ROUTER = 0x8000_0000;
    private static final int FLAG_OVERRIDE = 0x2000_0000;

    private NeighborAdvertisement() {}

    /**
     * Encodes at position 0 of a big-endian buffer.
     *
     * @param mac the sender's link address in the low 48 bits
     * @param isRouter whether this node forwards IPv6 packets
     */
    public static void encode(ByteBuffer frame, long mac, IpAddress address, boolean isRouter) {
        Ethernet.put(frame, ALL_NODES_MAC, mac, Ethernet.TYPE_IPV6);
        frame.putInt(14, 6 << 28);
        frame.putShort(18, (short) MESSAGE_LENGTH);
        frame.put(20, (byte) ICMPV6);
        frame.put(21, (byte) 255);
        address.write(frame, 22);
        ALL_NODES.write(frame, 38);
        frame.putShort(MESSAGE, (short) (136 << 8));
        frame.putShort(CHECKSUM, (short) 0);
        frame.putInt(58, (isRouter ? FLAG_ROUTER : 0) | FLAG_OVERRIDE);
        address.write(frame, 62);
        frame.putShort(78, (short) 0x0201);
        Ethernet.putMac(frame, 80, mac);
        long pseudo = Checksum.pseudoHeader(address, ALL_NODES, ICMPV6, MESSAGE_LENGTH);
        frame.putShort(CHECKSUM, Checksum.fold(Checksum.sum(pseudo, frame, MESSAGE, MESSAGE_LENGTH)));
    }
}
