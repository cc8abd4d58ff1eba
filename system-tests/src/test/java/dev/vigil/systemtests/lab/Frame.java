package dev.vigil.systemtests.lab;

import java.util.HexFormat;

/** One Ethernet frame of the capture. */
public sealed interface Frame permits Advert, Arp, OtherFrame {
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

    static String mac(byte[] bytes, int offset) {
        return HexFormat.ofDelimiter(":").formatHex(bytes, offset, offset + 6);
    }
}
