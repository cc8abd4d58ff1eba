package dev.vigil.core.check;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The MD5 of a body while it arrives, of which what is behind the length that the server announced counts no more. */
final class BodyHash {
    private final MessageDigest md5 = md5();
    private long received;

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every Java platform has MD5", every);
        }
    }

    void take(ByteBuffer piece, long announced) {
        int count = piece.remaining();
        if (received < announced) {
            md5.update(piece.slice(piece.position(), (int) Math.min(count, announced - received)));
        }
        received += count;
    }

    /** The hash; once, at the end. */
    byte[] end() {
        return md5.digest();
    }
}
