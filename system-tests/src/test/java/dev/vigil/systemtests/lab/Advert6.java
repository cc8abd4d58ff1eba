package dev.vigil.systemtests.lab;

import java.util.List;
import java.util.stream.IntStream;

/** A VRRP advertisement over IPv6 without extension headers; RFC 9568 5.1. */
@SuppressWarnings("ArrayRecordComponent")
public record Advert6(long timeNs, byte[] bytes) implements Frame {
    private static final int IP = 14;
    private static final int MESSAGE = IP + 40;
    private static final int PROTOCOL_VRRP = 112;

    static boolean fits(byte[] frame) {
        return Frame.u8(frame, IP + 6) == PROTOCOL_VRRP && frame.length >= MESSAGE + 8;
    }

    public int trafficClass() {
        return Frame.u16(bytes, IP) >> 4 & 0xff;
    }

    public int hopLimit() {
        return Frame.u8(bytes, IP + 7);
    }

    public String source() {
        return Frame.ip6(bytes, IP + 8);
    }

    public String destination() {
        return Frame.ip6(bytes, IP + 24);
    }

    public int version() {
        return Frame.u8(bytes, MESSAGE) >> 4;
    }

    public int vrid() {
        return Frame.u8(bytes, MESSAGE + 1);
    }

    public int priority() {
        return Frame.u8(bytes, MESSAGE + 2);
    }

    /** The advertisement interval in centiseconds. */
    public int intervalCs() {
        return Frame.u16(bytes, MESSAGE + 4) & 0xfff;
    }

    public List<String> addresses() {
        int count = Math.min(Frame.u8(bytes, MESSAGE + 3), (bytes.length - MESSAGE - 8) / 16);
        return IntStream.range(0, count)
                .mapToObj(i -> Frame.ip6(bytes, MESSAGE + 8 + 16 * i))
                .toList();
    }

    @Override
    public String toString() {
        return source() + " > " + destination() + " VRRPv" + version() + " vrid " + vrid() + " prio " + priority()
                + " interval " + intervalCs() + " addresses " + addresses();
    }
}
