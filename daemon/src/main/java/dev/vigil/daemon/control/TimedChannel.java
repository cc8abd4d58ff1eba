package dev.vigil.daemon.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection on which every transfer is bounded in size and, as a whole, in time. */
final class TimedChannel implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long timeoutMs;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    /** @param timeoutMs the time for one whole line or one whole answer, however its bytes trickle */
    TimedChannel(SocketChannel channel, long timeoutMs) throws IOException {
        this.channel = channel;
        this.timeoutMs = timeoutMs;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
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
            int count = channel.read(chunk.clear());
            if (count < 0) {
                return line.toByteArray();
            }
            int end = lineFeed(count);
            line.write(chunk.array(), 0, end);
            if (line.size() > lengthMax) {
                throw new RequestRefused(
                        RequestRefused.Code.MALFORMED, "the request is longer than " + lengthMax + " bytes");
            }
            if (end < count) {
                return line.toByteArray();
            }
            if (count == 0 && !await(SelectionKey.OP_READ, deadlineNs)) {
                throw new RequestRefused(RequestRefused.Code.TIMED_OUT, "no whole request within " + timeoutMs + " ms");
            }
        }
    }

    /** Reads up to the end of the stream. */
    byte[] readAll(int lengthMax) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            int count = channel.read(chunk.clear());
            if (count < 0) {
                return all.toByteArray();
            }
            all.write(chunk.array(), 0, count);
            if (all.size() > lengthMax) {
                throw new IOException("the answer is longer than " + lengthMax + " bytes");
            }
            if (count == 0 && !await(SelectionKey.OP_READ, deadlineNs)) {
                throw new SocketTimeoutException("no whole answer within " + timeoutMs + " ms");
            }
        }
    }

    /** Reads lines up to the end of the stream, without their line feeds. */
    void readLines(int lengthMax, Consumer<String> lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            int count = channel.read(chunk.clear());
            if (count < 0) {
                if (line.size() > 0) {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                }
                return;
            }
            for (int at = 0; at < count; at++) {
                if (chunk.get(at) == '\n') {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(chunk.get(at));
                }
            }
            if (line.size() > lengthMax) {
                throw new IOException("a line of the answer is longer than " + lengthMax + " bytes");
            }
            if (count == 0 && !await(SelectionKey.OP_READ, deadlineNs)) {
                throw new SocketTimeoutException("no whole answer within " + timeoutMs + " ms");
            }
        }
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (rest.hasRemaining()) {
            if (channel.write(rest) == 0 && !await(SelectionKey.OP_WRITE, deadlineNs)) {
                throw new SocketTimeoutException("not taken within " + timeoutMs + " ms");
            }
        }
    }

    private int lineFeed(int count) {
        for (int index = 0; index < count; index++) {
            if (chunk.get(index) == '\n') {
                return index;
            }
        }
        return count;
    }

    private boolean await(int operation, long deadlineNs) throws IOException {
        key.interestOps(operation);
        long waitMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
        if (waitMs <= 0) {
            return false;
        }
        selector.select(waitMs);
        selector.selectedKeys().clear();
        return true;
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
