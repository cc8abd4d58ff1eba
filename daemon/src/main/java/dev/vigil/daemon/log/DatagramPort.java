package dev.vigil.daemon.log;

import java.io.IOException;

/** Sends datagrams to one Unix socket of another program, {@code /dev/log} for example. */
public interface DatagramPort extends AutoCloseable {
    /** Sends one datagram without waiting; a receiver that is absent or full is an {@link IOException}. */
    void send(byte[] datagram) throws IOException;

    @Override
    void close();
}
