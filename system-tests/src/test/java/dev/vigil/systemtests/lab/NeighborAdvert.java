package dev.vigil.systemtests.lab;

/**
 * A neighbour advertisement, RFC 4861 4.4, behind an IPv6 header at 14.
 *
 * <pre>
 * 54 type 136  55 code  56 checksum  58 flags: router, solicited, override
 * 62 target address  78 option 2, length 1  80 target's hardware address
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent")
public record NeighborAdvert(long timeNs, byte[] bytes) implements Frame {
    private static final int ICMPV6 = 58;
    private static final int TYPE = 136;
    private static final int SOLICITED = 0x40;
    private static final int OVERRIDE = 0x20;

    static boolean fits(byte[] frame) {
        return Frame.u8(frame, 20) == ICMPV6 && frame.length >= 86 && Frame.u8(frame, 54) == TYPE;
    }

    public String source() {
        return Frame.ip6(bytes, 22);
    }

    public String destination() {
        return Frame.ip6(bytes, 38);
    }

    public int hopLimit() {
        return Frame.u8(bytes, 21);
    }

    /** True if nobody asked for it and everybody hears it. */
    public boolean unsolicited() {
        return (Frame.u8(bytes, 58) & SOLICITED) == 0 && destination().equals("ff02::1");
    }

    /** True if receivers replace the hardware address that they know. */
    public boolean override() {
        return (Frame.u8(bytes, 58) & OVERRIDE) != 0;
    }

    public String target() {
        return Frame.ip6(bytes, 62);
    }

    public String targetMac() {
        return Frame.mac(bytes, 80);
    }

    @Override
    public String toString() {
        return source() + " > " + destination() + " neighbour advertisement of " + target() + " at " + targetMac();
    }
}
