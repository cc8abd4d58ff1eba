package dev.vigil.linux;

import java.util.Optional;

/**
 * TLS over a connection, as a client that believes every certificate. It never waits: each step may have to be made again
 * when the socket can be read or written. One thread at a time.
 */
public final class TlsClient implements AutoCloseable {
    /** The server has said that it ends. */
    public static final int END = 0;

    /** The connection ended without that. */
    public static final int UNANNOUNCED_END = -1;

    /** To be tried again when the socket can be read. */
    public static final int WANTS_READ = -2;

    /** To be tried again when the socket can be written. */
    public static final int WANTS_WRITE = -3;

    /** What {@link #failure} explains. */
    public static final int FAILED = -4;

    // openssl/ssl.h
    private static final int SSL_ERROR_SSL = 1;
    private static final int SSL_ERROR_WANT_READ = 2;
    private static final int SSL_ERROR_WANT_WRITE = 3;
    private static final int SSL_ERROR_ZERO_RETURN = 6;
    private static final int SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;

    // openssl/err.h and openssl/sslerr.h
    private static final long REASON_MASK = 0x7f_ffff;
    private static final long UNEXPECTED_EOF_WHILE_READING = 294;

    private final TlsLibrary library;
    private long session;
    private String failure = "";

    private TlsClient(TlsLibrary library, long session) {
        this.library = library;
        this.session = session;
    }

    /** Why there is no TLS on this machine; empty if there is. */
    public static Optional<String> obstacle() {
        return TlsLibrary.find().isPresent()
                ? Optional.empty()
                : Optional.of("libssl.so.3, the library of OpenSSL, is not installed");
    }

    /**
     * Begins over a socket that is connected, or will be.
     *
     * @param serverName the name that is asked for; empty for none
     * @param identity what is shown to a server that asks; empty for nothing
     */
    public static TlsClient over(ProbeSocket socket, Optional<String> serverName, Optional<TlsIdentity> identity) {
        TlsLibrary library = TlsLibrary.find().orElseThrow(() -> new IllegalStateException("there is no TLS here"));
        long session = Libc.function(
                library.create, identity.map(TlsIdentity::context).orElse(library.context), 0, 0, 0, 0, 0);
        if (session == 0) {
            throw new LinuxException("begin", Errno.ENOMEM, "TLS");
        }
        long _ = Libc.function(library.setDescriptor, session, socket.fd(), 0, 0, 0, 0);
        serverName.map(NativeBuffer::cString).ifPresent(name -> {
            long _ = Libc.function(library.control, session, SSL_CTRL_SET_TLSEXT_HOSTNAME, 0, name.address(), 0, 0);
            name.keep();
        });
        return new TlsClient(library, session);
    }

    /** Agrees on keys; 1 when that is done. */
    public int connect() {
        clearErrors();
        return result((int) Libc.function(library.connect, session, 0, 0, 0, 0, 0));
    }

    /** Sends the first bytes of a buffer; how many were taken. The same bytes are to be given again if it has to wait. */
    public int send(NativeBuffer bytes, int count) {
        clearErrors();
        int sent = (int) Libc.function(library.write, session, bytes.address(), count, 0, 0, 0);
        bytes.keep();
        return result(sent);
    }

    /** Takes what has arrived, as much as the buffer holds; how many bytes. */
    public int receive(NativeBuffer into) {
        clearErrors();
        int count = (int) Libc.function(library.read, session, into.address(), into.sizeBytes(), 0, 0, 0);
        into.keep();
        return result(count);
    }

    private void clearErrors() {
        long _ = Libc.function(library.clearErrors, 0, 0, 0, 0, 0, 0);
    }

    private int result(int returned) {
        if (returned > 0) {
            return returned;
        }
        int error = (int) Libc.function(library.error, session, returned, 0, 0, 0, 0);
        return switch (error) {
            case SSL_ERROR_WANT_READ -> WANTS_READ;
            case SSL_ERROR_WANT_WRITE -> WANTS_WRITE;
            case SSL_ERROR_ZERO_RETURN -> END;
            case SSL_ERROR_SSL -> explained(Libc.function(library.nextError, 0, 0, 0, 0, 0, 0));
            default -> {
                failure = "the connection broke";
                yield FAILED;
            }
        };
    }

    private int explained(long code) {
        if ((code & REASON_MASK) == UNEXPECTED_EOF_WHILE_READING) {
            failure = "the server closed the connection";
            return UNANNOUNCED_END;
        }
        failure = "TLS: " + library.text(code);
        return FAILED;
    }

    /** Why it failed. */
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        if (session != 0) {
            long _ = Libc.function(library.free, session, 0, 0, 0, 0, 0);
            session = 0;
        }
    }
}
