package dev.vigil.core.packet;

import java.nio.ByteBuffer;

/** The Ethernet II header: destination, source, type. */
final class Ethernet {
    static final int TYPE_ARP = 0x0806;
    static final int TYPE_IPV6 = 0x86dd;

    private Ethernet() {}

    /** Writes a header at position 0; link addresses are in the low 48 bits. */
    static void put(ByteBuffer frame, long destination, long source, int type) {
        putMac(frame, 0, destination);
        putMac(frame, 6, source);
        frame.putShort(12, (short) type);
    }

    static void putMac(ByteBuffer frame, int at, long mac) {
        frame.putShort(at, (short) (mac >>> 32));
        frame.putInt(at + 2, (int) mac);
    }
}
