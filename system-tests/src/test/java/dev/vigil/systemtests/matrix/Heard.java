package dev.vigil.systemtests.matrix;

import dev.vigil.systemtests.lab.Frame;
import dev.vigil.systemtests.matrix.Form.Proof;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An advertisement of any form on the wire. Two nodes with one virtual MAC address are told apart by their priorities.
 *
 * @param destination the address that it was sent to, in hexadecimal digits
 * @param proof what it carries, whether or not that is right
 */
record Heard(
        long timeNs,
        String sourceMac,
        boolean ipv6,
        String destination,
        int version,
        int vrid,
        int priority,
        int count,
        Proof proof) {
    private static final int ETHERNET = 14;
    private static final int VRRP = 112;
    private static final int AUTHENTICATION_HEADER = 51;
    private static final int AUTHENTICATION_HEADER_LENGTH = 24;
    private static final String GROUP4 = "e0000012";
    private static final String GROUP6 = "ff020000000000000000000000000012";

    /** Empty for a frame that is none. */
    static Optional<Heard> of(Frame frame) {
        byte[] bytes = frame.bytes();
        if (bytes.length < ETHERNET + 28) {
            return Optional.empty();
        }
        int type = u16(bytes, 12);
        if (type == 0x86dd && bytes.length > ETHERNET + 48 && u8(bytes, ETHERNET + 6) == VRRP) {
            int message = ETHERNET + 40;
            return Optional.of(read(frame, true, false, message, message + u16(bytes, ETHERNET + 4)));
        }
        int message = ETHERNET + (u8(bytes, ETHERNET) & 15) * 4;
        int end = ETHERNET + u16(bytes, ETHERNET + 2);
        int protocol = u8(bytes, ETHERNET + 9);
        if (type == 0x0800 && protocol == VRRP) {
            return Optional.of(read(frame, false, false, message, end));
        }
        return type == 0x0800 && protocol == AUTHENTICATION_HEADER
                ? Optional.of(read(frame, false, true, message + AUTHENTICATION_HEADER_LENGTH, end))
                : Optional.empty();
    }

    private static Heard read(Frame frame, boolean ipv6, boolean header, int message, int end) {
        byte[] bytes = frame.bytes();
        int version = u8(bytes, message) >> 4;
        int count = u8(bytes, message + 3);
        int length = 8 + count * (ipv6 ? 16 : 4) + (version == 2 && !ipv6 ? 8 : 0);
        Proof proof = Proof.NONE;
        if (header) {
            proof = Proof.AH;
        } else if (end - message > length) {
            proof = Proof.HMAC;
        } else if (version == 2 && u8(bytes, message + 4) == 1) {
            proof = Proof.PASS;
        }
        int destination = ETHERNET + (ipv6 ? 24 : 16);
        return new Heard(
                frame.timeNs(),
                frame.sourceMac(),
                ipv6,
                HexFormat.of().formatHex(bytes, destination, destination + (ipv6 ? 16 : 4)),
                version,
                u8(bytes, message + 1),
                u8(bytes, message + 2),
                count,
                proof);
    }

    boolean unicast() {
        return !destination.equals(ipv6 ? GROUP6 : GROUP4);
    }

    private static int u8(byte[] bytes, int offset) {
        return bytes[offset] & 0xff;
    }

    private static int u16(byte[] bytes, int offset) {
        return u8(bytes, offset) << 8 | u8(bytes, offset + 1);
    }
}
