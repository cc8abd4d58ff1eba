package dev.vigil.core.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How an advertisement of version 2 proves where it comes from (RFC 2338 5.3.6).
 *
 * @param type 0 none, 1 simple password, 2 IP authentication header; 0 in version 3
 * @param data 8 bytes in version 2 over IPv4, otherwise empty
 */
public record Authentication(int type, List<Byte> data) {
    /** Bytes of the data. */
    public static final int LENGTH = 8;

    /** That of a message that has no place for it. */
    public static final Authentication ABSENT = new Authentication(0, List.of());

    /** No authentication, in a message that has a place for it. */
    public static final Authentication NONE = new Authentication(0, padded(List.of()));

    private static final int PASSWORD = 1;

    /** That of a message behind an IP authentication header, which is what proves it. */
    public static final Authentication HEADER = new Authentication(2, padded(List.of()));

    public Authentication {
        data = List.copyOf(data);
    }

    /** A simple password, of which the first {@link #LENGTH} bytes count. */
    public static Authentication password(List<Byte> secret) {
        return new Authentication(PASSWORD, padded(secret));
    }

    private static List<Byte> padded(List<Byte> secret) {
        List<Byte> bytes = new ArrayList<>(secret.subList(0, Math.min(secret.size(), LENGTH)));
        while (bytes.size() < LENGTH) {
            bytes.add((byte) 0);
        }
        return bytes;
    }

    /** Whether the bytes at an absolute position prove it. Nothing is allocated, and every byte is looked at. */
    public boolean isProvedBy(ByteBuffer buffer, int at) {
        if (type != PASSWORD) {
            return true;
        }
        int difference = 0;
        for (int index = 0; index < LENGTH; index++) {
            difference |= buffer.get(at + index) ^ data.get(index);
        }
        return difference == 0;
    }
}
