package dev.vigil.daemon.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection on which every transfer is bounded in size and, as a whole, in time. */
final class TimedChannel implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final ByteStream stream;
    private final long timeoutMs;
    private final byte[] chunk = new byte[CHUNK];

    /** @param timeoutMs the time for one whole line or one whole answer, however its bytes trickle */
    TimedChannel(ByteStream stream, long timeoutMs) {
        this.stream = stream;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Reads up to the first line feed, or up to the end if there is none.
     *
     * @throws RequestRefused if the line is longer than {@code lengthMax} or the time is over
     */
    byte[] readLine(int lengthMax) throws IOException, RequestRefused {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            int count = stream.read(chunk);
            if (count < 0) {
                return line.toByteArray();
            }
            int end = lineFeed(count);
            line.write(chunk, 0, end);
            if (line.size() > lengthMax) {
                throw new RequestRefused(
                        RequestRefused.Code.MALFORMED, "the request is longer than " + lengthMax + " bytes");
            }
            if (end < count) {
                return line.toByteArray();
            }
            if (count == 0 && !await(false, deadlineNs)) {
                throw new RequestRefused(RequestRefused.Code.TIMED_OUT, "no whole request within " + timeoutMs + " ms");
            }
        }
    }

    /** Reads up to the end of the stream. */
    byte[] readAll(int lengthMax) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            int count = stream.read(chunk);
            if (count < 0) {
                return all.toByteArray();
            }
            all.write(chunk, 0, count);
            if (all.size() > lengthMax) {
                throw new IOException("the answer is longer than " + lengthMax + " bytes");
            }
            if (count == 0 && !await(false, deadlineNs)) {
                throw new SocketTimeoutException("no whole answer within " + timeoutMs + " ms");
            }
        }
    }

    /** Reads lines up to the end of the stream, without their line feeds. */
    void readLines(int lengthMax, Consumer<String> lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            int count = stream.read(chunk);
            if (count < 0) {
                if (line.size() > 0) {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                }
                return;
            }
            for (int at = 0; at < count; at++) {
                if (chunk[at] == '\n') {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(chunk[at]);
                }
            }
            if (line.size() > lengthMax) {
                throw new IOException("a line of the answer is longer than " + lengthMax + " bytes");
            }
            if (count == 0 && !await(false, deadlineNs)) {
                throw new SocketTimeoutException("no whole answer within " + timeoutMs + " ms");
            }
        }
    }

    void write(byte[] bytes) throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        int written = 0;
        while (written < bytes.length) {
            int count = stream.write(bytes, written, bytes.length - written);
            written += count;
            if (count == 0 && !await(true, deadlineNs)) {
                throw new SocketTimeoutException("not taken within " + timeoutMs + " ms");
            }
        }
    }

    private int lineFeed(int count) {
        for (int index = 0; index < count; index++) {
            if (chunk[index] == '\n') {
                return index;
            }
        }
        return count;
    }

    private boolean await(boolean toWrite, long deadlineNs) throws IOException {
        long waitMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
        if (waitMs <= 0) {
            return false;
        }
        stream.await(toWrite, waitMs);
        return true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
