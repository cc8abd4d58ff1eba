package dev.vigil.daemon.log;

import dev.vigil.linux.Errno;
import dev.vigil.linux.LocalDatagrams;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A {@link DatagramPort} to a Unix socket. It waits a little for a receiver that is full, but not when it already was. */
public final class LocalPort implements DatagramPort {
    private static final int TRIES = 20;
    private static final long PAUSE_NS = 5_000_000;

    private final String socket;
    private final LocalDatagrams datagrams;
    private boolean patient = true;

    private LocalPort(String socket, LocalDatagrams datagrams) {
        this.socket = socket;
        this.datagrams = datagrams;
    }

    /** A port to the socket at a path; the receiver need not be there yet. */
    public static LocalPort to(String socket) {
        return new LocalPort(
                socket,
                LocalDatagrams.to(socket)
                        .orElseThrow(() -> new IllegalArgumentException("no name of a socket: " + socket)));
    }

    @Override
    public void send(byte[] datagram) throws IOException {
        int errno = datagrams.trySend(datagram);
        for (int tries = 1; patient && errno == Errno.EAGAIN && tries < TRIES; tries++) {
            LockSupport.parkNanos(PAUSE_NS);
            errno = datagrams.trySend(datagram);
        }
        patient = errno == 0;
        if (errno != 0) {
            throw new IOException("send to " + socket + ": " + Errno.text(errno));
        }
    }

    @Override
    public void close() {
        datagrams.close();
    }
}
