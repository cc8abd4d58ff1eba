package dev.vigil.core;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes written as hexadecimal digits, as packet captures print them. */
public final class Hex {
    private Hex() {}

    /** A big-endian buffer over the bytes; blanks and line ends are ignored. */
    public static ByteBuffer buffer(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    public static String text(ByteBuffer buffer, int at, int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static String text(ByteBuffer buffer) {
        return text(buffer, 0, buffer.capacity());
    }

    /** The digits without blanks and line ends. */
    public static String digits(String digits) {
        return digits.replaceAll("\\s", "");
    }
}
