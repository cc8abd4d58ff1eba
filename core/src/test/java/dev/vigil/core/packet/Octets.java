package dev.vigil.core.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Bytes as people write them. */
final class Octets {
    private Octets() {}

    static byte[] of(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static ByteBuffer buffer(String hex) {
        return ByteBuffer.wrap(of(hex));
    }

    static String hex(ByteBuffer buffer, int at, int length) {
        byte[] bytes = new byte[length];
        buffer.get(at, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
