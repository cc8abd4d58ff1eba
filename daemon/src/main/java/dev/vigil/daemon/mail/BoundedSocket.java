package dev.vigil.daemon.mail;

import dev.vigil.core.time.Nanos;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A connection on which the other side has so long and so many bytes in all for what it says, however it deals them out: one
 * byte a second, or a line without an end.
 */
final class BoundedSocket extends Socket {

    private final long endNs;
    private final int answerTimeoutMs;
    private int bytesLeft;

    /**
     * @param answerTimeoutMs for each answer
     * @param wholeNs for all of them
     */
    BoundedSocket(int answerTimeoutMs, long wholeNs, int bytesMax) {
        this.answerTimeoutMs = answerTimeoutMs;
        endNs = System.nanoTime() + wholeNs;
        bytesLeft = bytesMax;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                allowOneWait();
                if (bytesLeft <= 0) {
                    throw new IOException("the mail server says too much");
                }
                int count = super.read(into, offset, Math.min(length, bytesLeft));
                bytesLeft -= Math.max(0, count);
                return count;
            }
        };
    }

    private void allowOneWait() throws IOException {
        long leftMs = (endNs - System.nanoTime()) / Nanos.PER_MS;
        if (leftMs <= 0) {
            throw new SocketTimeoutException("the mail server takes too long");
        }
        setSoTimeout((int) Math.min(leftMs, answerTimeoutMs));
    }
}
