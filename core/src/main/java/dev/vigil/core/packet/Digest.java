package dev.vigil.core.packet;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** A keyed digest (RFC 2104) over bytes that come piece by piece. */
final class Digest {
    private final Mac mac;
    private final byte[] result;
    private byte[] piece = new byte[256];

    private Digest(Mac mac) {
        this.mac = mac;
        result = new byte[mac.getMacLength()];
    }

    /** @param algorithm that every Java platform has */
    static Digest of(String algorithm, Key key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.bytes(), algorithm));
            return new Digest(mac);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(algorithm + " is missing in this Java runtime", missing);
        }
    }

    /** Adds bytes at an absolute position. */
    Digest add(ByteBuffer from, int at, int length) {
        if (length > piece.length) {
            piece = new byte[length];
        }
        from.get(at, piece, 0, length);
        mac.update(piece, 0, length);
        return this;
    }

    Digest addByte(int octet) {
        mac.update((byte) octet);
        return this;
    }

    /** Adds an integer, the highest byte first. */
    Digest addLong(long bits) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (bits >>> shift));
        }
        return this;
    }

    Digest addZeros(int count) {
        for (int index = 0; index < count; index++) {
            mac.update((byte) 0);
        }
        return this;
    }

    /** Writes the first bytes of the digest, and begins anew. */
    void write(ByteBuffer to, int at, int length) {
        finish();
        to.put(at, result, 0, length);
    }

    /** Whether the first bytes of the digest stand at an absolute position; begins anew. Every byte is looked at. */
    boolean stands(ByteBuffer in, int at, int length) {
        finish();
        int difference = 0;
        for (int index = 0; index < length; index++) {
            difference |= in.get(at + index) ^ result[index];
        }
        return difference == 0;
    }

    private void finish() {
        try {
            mac.doFinal(result, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
