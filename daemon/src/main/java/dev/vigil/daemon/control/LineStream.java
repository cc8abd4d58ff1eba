package dev.vigil.daemon.control;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Sends lines over a connection in large pieces, within a time for all of them. */
final class LineStream implements Appendable {
    private static final int PIECE_LENGTH = 32 * 1024;

    private final TimedChannel channel;
    private final StringBuilder piece = new StringBuilder();
    private final long deadlineNs;

    LineStream(TimedChannel channel, long timeoutMs) {
        this.channel = channel;
        deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }

    @Override
    public Appendable append(CharSequence text) {
        piece.append(text);
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        piece.append(text, start, end);
        return this;
    }

    /** Ends a line, and sends what has come together if that is enough. */
    @Override
    public Appendable append(char character) throws IOException {
        piece.append(character);
        if (character == '\n' && piece.length() >= PIECE_LENGTH) {
            flush();
        }
        return this;
    }

    void flush() throws IOException {
        if (System.nanoTime() - deadlineNs > 0) {
            throw new SocketTimeoutException("the answer was not taken in time");
        }
        channel.write(piece.toString().getBytes(StandardCharsets.UTF_8));
        piece.setLength(0);
    }
}
