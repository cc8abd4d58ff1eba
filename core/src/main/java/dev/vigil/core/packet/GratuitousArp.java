package dev.vigil.core.packet;

import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;

/**
 * The gratuitous ARP request that tells a segment where an IPv4 address now lives (RFC 9568 8.1.2, RFC 5227 2.3), as an
 * Ethernet frame.
 *
 * <pre>
 *  0 destination ff:ff:ff:ff:ff:ff | 6 source MAC | 12 type 0x0806
 * 14 hardware 1 | 16 protocol 0x0800 | 18 lengths 6, 4 | 20 operation 1 (request)
 * 22 sender MAC | 28 sender IP = the address | 32 target MAC ff:ff:ff:ff:ff:ff | 38 target IP = the address
 * </pre>
 */
public final class GratuitousArp {
    /** Bytes of the frame. */
    public static final int LENGTH = 42;

    private static final long BROADCAST = 0xffffffffffffL;

    private GratuitousArp() {}

    /**
     * Encodes at position 0 of a big-endian buffer.
     *
     * @param mac the sender's link address in the low 48 bits
     */
    public static void encode(ByteBuffer frame, long mac, IpAddress address) {
        Ethernet.put(frame, BROADCAST, mac, Ethernet.TYPE_ARP);
        frame.putShort(14, (short) 1);
        frame.putShort(16, (short) 0x0800);
        frame.putShort(18, (short) 0x0604);
        frame.putShort(20, (short) 1);
        Ethernet.putMac(frame, 22, mac);
        frame.putInt(28, address.ipv4Bits());
        Ethernet.putMac(frame, 32, BROADCAST);
        frame.putInt(38, address.ipv4Bits());
    }
}
