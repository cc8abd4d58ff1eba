package dev.vigil.fuzz;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.GratuitousArp;
import dev.vigil.core.packet.NeighborAdvertisement;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The frames that announce an address: gratuitous ARP and the unsolicited neighbour advertisement. Vigil sends both and
 * reads neither. The input is a link address, a byte of flags and an address.
 *
 * <ul>
 *   <li>An encoder fills exactly its frame, whatever was in the buffer.
 *   <li>A reader of its own, by RFC 826 and RFC 4861, finds link address, address and flags in the frame.
 *   <li>The ICMPv6 checksum is right.
 * </ul>
 */
public final class ArpPacketFuzz {
    private static final byte[] ETHERNET_IPV4_REQUEST = {0, 1, 8, 0, 6, 4, 0, 1};
    private static final byte[] ALL_NODES = IpAddressBytes.of(NeighborAdvertisement.ALL_NODES);
    private static final int BEHIND = 16;

    private ArpPacketFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Choices choices = new Choices(input);
        long mac = choices.number(6);
        boolean isRouter = choices.flag();
        IpAddress ipv4 = IpAddress.ipv4((int) choices.number(4));
        IpAddress ipv6 = IpAddress.ipv6(ipv4.low() << 32 | choices.number(4), choices.number(8));
        assertArp(mac, ipv4);
        assertNeighborAdvertisement(mac, ipv6, isRouter);
    }

    private interface Encoder {
        void encode(ByteBuffer frame);
    }

    /** What an encoder makes of two buffers with different content; both must come out alike. */
    private static byte[] encoded(int length, Encoder encoder) {
        ByteBuffer clean = ByteBuffer.allocate(length + BEHIND);
        ByteBuffer dirty = ByteBuffer.allocate(length + BEHIND);
        Arrays.fill(dirty.array(), (byte) 0xa5);
        encoder.encode(clean);
        encoder.encode(dirty);
        byte[] frame = Arrays.copyOf(clean.array(), length);
        Property.holds(Arrays.equals(frame, Arrays.copyOf(dirty.array(), length)), "every byte of a frame is set");
        for (int index = length; index < length + BEHIND; index++) {
            Property.holds(clean.get(index) == 0 && dirty.get(index) == (byte) 0xa5, "nothing behind a frame is set");
        }
        return frame;
    }

    private static void assertArp(long mac, IpAddress address) {
        byte[] frame = encoded(GratuitousArp.LENGTH, buffer -> GratuitousArp.encode(buffer, mac, address));
        byte[] bits = IpAddressBytes.of(address);
        assertEthernet(frame, 0xffff_ffff_ffffL, mac, 0x0806);
        Property.holds(isAt(frame, 14, ETHERNET_IPV4_REQUEST), "an ARP request for IPv4 over Ethernet");
        Property.equal(mac, number(frame, 22, 6), "the sender's link address");
        Property.holds(isAt(frame, 28, bits) && isAt(frame, 38, bits), "sender and target are the address");
    }

    private static void assertNeighborAdvertisement(long mac, IpAddress address, boolean isRouter) {
        byte[] frame = encoded(
                NeighborAdvertisement.LENGTH, buffer -> NeighborAdvertisement.encode(buffer, mac, address, isRouter));
        byte[] bits = IpAddressBytes.of(address);
        assertEthernet(frame, 0x3333_0000_0001L, mac, 0x86dd);
        Property.equal(frame.length - 54L, number(frame, 18, 2), "the payload length");
        Property.equal(58L << 8 | 255, number(frame, 20, 2), "ICMPv6 with hop limit 255");
        Property.holds(isAt(frame, 22, bits) && isAt(frame, 62, bits), "source and target are the address");
        Property.holds(isAt(frame, 38, ALL_NODES), "the destination is all nodes");
        Property.equal(136L << 8, number(frame, 54, 2), "a neighbour advertisement");
        Property.equal(isRouter ? 0xa000_0000L : 0x2000_0000L, number(frame, 58, 4), "Router as asked, Override");
        Property.equal(0x0201L << 48 | mac, number(frame, 78, 8), "the target link address option");
        Property.equal(0xffffL, icmpSum(frame), "the checksum");
    }

    private static void assertEthernet(byte[] frame, long destination, long source, int type) {
        Property.equal(destination, number(frame, 0, 6), "the frame's destination");
        Property.equal(source, number(frame, 6, 6), "the frame's source");
        Property.equal((long) type, number(frame, 12, 2), "the frame's type");
    }

    // RFC 8200 8.1
    private static long icmpSum(byte[] frame) {
        long sum = number(frame, 18, 2) + 58;
        for (int at = 22; at < frame.length; at += 2) {
            sum += number(frame, at, 2);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    private static boolean isAt(byte[] frame, int at, byte[] expected) {
        return Arrays.equals(frame, at, at + expected.length, expected, 0, expected.length);
    }

    private static long number(byte[] bytes, int at, int length) {
        long number = 0;
        for (int index = at; index < at + length; index++) {
            number = number << 8 | (bytes[index] & 0xff);
        }
        return number;
    }

    /** Addresses in network order. */
    private static final class IpAddressBytes {
        static byte[] of(IpAddress address) {
            return address.family() == Family.IPV4
                    ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                    : ByteBuffer.allocate(16)
                            .putLong(address.high())
                            .putLong(address.low())
                            .array();
        }
    }
}
