package dev.vigil.core.packet;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.nio.ByteBuffer;

/** The Internet checksum (RFC 1071). Sums are kept unfolded in a long, so no carry is lost below 2^47 words. */
public final class Checksum {
    private Checksum() {}

    /** Adds {@code length} bytes at an absolute position, in big-endian 16-bit words; an odd last byte is padded with zero. */
    public static long sum(long start, ByteBuffer buffer, int position, int length) {
        long sum = start;
        int end = position + (length & ~1);
        for (int at = position; at < end; at += 2) {
            sum += buffer.getShort(at) & 0xffff;
        }
        if ((length & 1) != 0) {
            sum += (buffer.get(end) & 0xff) << 8;
        }
        return sum;
    }

    /** The sum of a pseudo-header (RFC 9568 5.2.8; RFC 8200 8.1): source, destination, protocol and payload length. */
    public static long pseudoHeader(IpAddress source, IpAddress destination, int protocol, int lengthBytes) {
        return words(source) + words(destination) + protocol + lengthBytes;
    }

    /** The checksum field for a sum: folded to 16 bits and complemented. */
    public static short fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (short) ~folded;
    }

    /** Whether a sum that includes the checksum field itself is that of an intact message. */
    public static boolean holds(long sum) {
        return fold(sum) == 0;
    }

    private static long words(IpAddress address) {
        return address.family() == Family.IPV4 ? words(address.low()) : words(address.high()) + words(address.low());
    }

    private static long words(long bits) {
        return (bits >>> 48) + ((bits >>> 32) & 0xffff) + ((bits >>> 16) & 0xffff) + (bits & 0xffff);
    }
}
