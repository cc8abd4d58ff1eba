package dev.vigil.systemtests.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A VRRP advertisement over IPv4 without an authentication header. It is decoded here a second time, independently of
 * Vigil's own code.
 *
 * <pre>
 *  0 version, type   1 VRID   2 priority   3 address count
 *  4 authentication type (v2)   5 interval in s (v2)   or   4-5 interval in cs, 12 bits (v3)
 *  6 checksum   8 addresses   then 8 bytes of authentication data (v2)
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent")
public record Advert(long timeNs, byte[] bytes) implements Frame {
    private static final int IP = 14;
    private static final int PROTOCOL_VRRP = 112;

    static boolean fits(byte[] frame) {
        int headerLength = (Frame.u8(frame, IP) & 15) * 4;
        return Frame.u8(frame, IP + 9) == PROTOCOL_VRRP && frame.length >= IP + headerLength + 8;
    }

    /** The VRRP message alone. */
    public byte[] message() {
        return Arrays.copyOfRange(bytes, message0(), IP + Frame.u16(bytes, IP + 2));
    }

    public int tos() {
        return Frame.u8(bytes, IP + 1);
    }

    public int ttl() {
        return Frame.u8(bytes, IP + 8);
    }

    public String source() {
        return Frame.ip(bytes, IP + 12);
    }

    public String destination() {
        return Frame.ip(bytes, IP + 16);
    }

    public int version() {
        return Frame.u8(bytes, message0()) >> 4;
    }

    public int type() {
        return Frame.u8(bytes, message0()) & 15;
    }

    public int vrid() {
        return Frame.u8(bytes, message0() + 1);
    }

    public int priority() {
        return Frame.u8(bytes, message0() + 2);
    }

    public int addressCount() {
        return Frame.u8(bytes, message0() + 3);
    }

    public int authenticationType() {
        return Frame.u8(bytes, message0() + 4);
    }

    /** The advertisement interval in the unit of its version: seconds in v2, centiseconds in v3. */
    public int interval() {
        return version() == 2 ? Frame.u8(bytes, message0() + 5) : Frame.u16(bytes, message0() + 4) & 0xfff;
    }

    public int checksum() {
        return Frame.u16(bytes, message0() + 6);
    }

    public List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < addressCount() && message0() + 12 + 4 * i <= bytes.length; i++) {
            addresses.add(Frame.ip(bytes, message0() + 8 + 4 * i));
        }
        return addresses;
    }

    private int message0() {
        return IP + (Frame.u8(bytes, IP) & 15) * 4;
    }

    @Override
    public String toString() {
        return source() + " > " + destination() + " VRRPv" + version() + " vrid " + vrid() + " prio " + priority()
                + " interval " + interval() + " auth " + authenticationType() + " addresses " + addresses();
    }
}
