package dev.vigil.daemon.control;

import dev.vigil.linux.LinuxException;
import dev.vigil.linux.LocalConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** One side of a connection that never blocks but in {@link #await}. */
sealed interface ByteStream extends AutoCloseable {
    /** How many bytes came into the array: 0 if none are there yet, negative at the end. */
    int read(byte[] target) throws IOException;

    /** How many bytes were taken; 0 if there is no room now. */
    int write(byte[] source, int offset, int length) throws IOException;

    void await(boolean toWrite, long timeoutMs) throws IOException;

    @Override
    void close() throws IOException;

    /** The server's side. */
    record OfPeer(LocalConnection connection) implements ByteStream {
        @Override
        public int read(byte[] target) throws IOException {
            try {
                return connection.read(target);
            } catch (LinuxException refusal) {
                throw new IOException(refusal);
            }
        }

        @Override
        public int write(byte[] source, int offset, int length) throws IOException {
            try {
                return connection.write(source, offset, length);
            } catch (LinuxException refusal) {
                throw new IOException(refusal);
            }
        }

        @Override
        public void await(boolean toWrite, long timeoutMs) {
            connection.await(toWrite, TimeUnit.MILLISECONDS.toNanos(timeoutMs));
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /** The client's side, which calls no native code of ours and so starts sooner. */
    record OfChannel(SocketChannel channel, Selector selector, SelectionKey key) implements ByteStream {
        static OfChannel of(SocketChannel channel) throws IOException {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            return new OfChannel(channel, selector, channel.register(selector, SelectionKey.OP_READ));
        }

        @Override
        public int read(byte[] target) throws IOException {
            return channel.read(ByteBuffer.wrap(target));
        }

        @Override
        public int write(byte[] source, int offset, int length) throws IOException {
            return channel.write(ByteBuffer.wrap(source, offset, length));
        }

        @Override
        public void await(boolean toWrite, long timeoutMs) throws IOException {
            key.interestOps(toWrite ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            selector.select(timeoutMs);
            selector.selectedKeys().clear();
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }
}
