package dev.vigil.linux;

import java.nio.ByteBuffer;

/** An Ethernet address; the 48 bits are the low ones of {@code bits}, in the order of the wire. */
public record MacAddress(long bits) {
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    public static final int LENGTH_BYTES = 6;

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("an Ethernet address has 48 bits");
        }
    }

    /** Writes six bytes at an absolute position, whatever the buffer's order. */
    public void write(ByteBuffer buffer, int position) {
        for (int index = 0; index < LENGTH_BYTES; index++) {
            buffer.put(position + index, (byte) (bits >>> (40 - 8 * index)));
        }
    }

    /** Reads six bytes at an absolute position, whatever the buffer's order. */
    public static MacAddress read(ByteBuffer buffer, int position) {
        long bits = 0;
        for (int index = 0; index < LENGTH_BYTES; index++) {
            bits = bits << 8 | (buffer.get(position + index) & 0xff);
        }
        return new MacAddress(bits);
    }

    /** As {@code 00:00:5e:00:01:33}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (bits >>> shift) & 0xff;
            text.append(Character.forDigit(octet >>> 4, 16)).append(Character.forDigit(octet & 0xf, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
