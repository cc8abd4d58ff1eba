package dev.vigil.systemtests.lab;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One Ethernet frame of the capture. */
public sealed interface Frame permits Advert, Advert6, Arp, NeighborAdvert, OtherFrame {
    /** When it passed the switch, in nanoseconds of the wall clock; the same clock on all nodes. */
    long timeNs();

    /** The whole frame, from its destination's hardware address on. */
    byte[] bytes();

    default String destinationMac() {
        return mac(bytes(), 0);
    }

    default String sourceMac() {
        return mac(bytes(), 6);
    }

    static Frame of(long timeNs, byte[] bytes) {
        int etherType = bytes.length < 14 ? 0 : u16(bytes, 12);
        if (etherType == 0x0806 && bytes.length >= 42) {
            return new Arp(timeNs, bytes);
        }
        if (etherType == 0x0800 && bytes.length >= 34 && Advert.fits(bytes)) {
            return new Advert(timeNs, bytes);
        }
        if (etherType == 0x86dd && bytes.length >= 54) {
            return Advert6.fits(bytes)
                    ? new Advert6(timeNs, bytes)
                    : NeighborAdvert.fits(bytes) ? new NeighborAdvert(timeNs, bytes) : new OtherFrame(timeNs, bytes);
        }
        return new OtherFrame(timeNs, bytes);
    }

    static int u8(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    static int u16(byte[] bytes, int offset) {
        return u8(bytes, offset) << 8 | u8(bytes, offset + 1);
    }

    static String ip(byte[] bytes, int offset) {
        return u8(bytes, offset) + "." + u8(bytes, offset + 1) + "." + u8(bytes, offset + 2) + "."
                + u8(bytes, offset + 3);
    }

    /** The text form of RFC 5952 for addresses with one run of zeros. */
    static String ip6(byte[] bytes, int offset) {
        String groups = IntStream.range(0, 8)
                .mapToObj(group -> Integer.toHexString(u16(bytes, offset + 2 * group)))
                .collect(Collectors.joining(":"));
        return groups.replaceFirst("(^|:)0(:0)+(:|$)", "::");
    }

    static String mac(byte[] bytes, int offset) {
        return HexFormat.ofDelimiter(":").formatHex(bytes, offset, offset + 6);
    }
}
