package dev.vigil.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a client shows to servers that ask who it is, read from files once. One thread at a time. */
public final class TlsIdentity implements AutoCloseable {
    // openssl/ssl.h
    private static final int FILETYPE_PEM = 1;

    private static final int DONE = 1;

    private final TlsLibrary library;

    /** OpenSSL reads it while it reads the key. */
    private final NativeBuffer password;

    private long context;

    private TlsIdentity(TlsLibrary library, byte[] password) {
        this.library = library;
        this.password = NativeBuffer.struct(password.length + 1);
        this.password.bytes().put(0, password);
        context = library.newContext();
        if (context == 0) {
            throw new LinuxException("begin", Errno.ENOMEM, "TLS");
        }
    }

    /**
     * Where it is, all of it in PEM.
     *
     * @param authorities certificates that complete the chain of the own one
     * @param certificate the own certificate, and behind it those that lead to an authority
     * @param key its private key
     */
    public record Source(Optional<String> authorities, Optional<String> certificate, Optional<String> key) {}

    /**
     * Reads it; throws, with the reason and the file, if something of it cannot be used.
     *
     * @param password the pass phrase of the key; empty for none
     */
    public static TlsIdentity read(Source source, byte[] password) throws IOException {
        TlsLibrary library = TlsLibrary.find().orElseThrow(() -> new IllegalStateException("there is no TLS here"));
        TlsIdentity identity = new TlsIdentity(library, password);
        boolean complete = false;
        try {
            identity.readAll(source);
            complete = true;
            return identity;
        } finally {
            if (!complete) {
                identity.close();
            }
        }
    }

    private void readAll(Source source) throws IOException {
        long _ = Libc.function(library.usePassword, context, password.address(), 0, 0, 0, 0);
        if (source.authorities.isPresent()) {
            use(library.useAuthorities, source.authorities.get(), 0);
        }
        if (source.certificate.isPresent()) {
            use(library.useChain, source.certificate.get(), 0);
        }
        if (source.key.isPresent()) {
            use(library.useKey, source.key.get(), FILETYPE_PEM);
        }
        if (source.certificate.isPresent() && source.key.isPresent()) {
            require(Libc.function(library.matchKey, context, 0, 0, 0, 0, 0), source.key.get());
        }
        password.keep();
    }

    private void use(MemorySegment function, String file, int kind) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            throw new IOException(file + " cannot be read");
        }
        long _ = Libc.function(library.clearErrors, 0, 0, 0, 0, 0, 0);
        NativeBuffer path = NativeBuffer.cString(file);
        long done = Libc.function(function, context, path.address(), kind, 0, 0, 0);
        path.keep();
        require(done, file);
    }

    private void require(long done, String file) throws IOException {
        if ((int) done != DONE) {
            long error = Libc.function(library.nextError, 0, 0, 0, 0, 0, 0);
            throw new IOException(file + " cannot be used: " + library.text(error));
        }
    }

    /** What connections have in common that show it. */
    long context() {
        return context;
    }

    /** Connections that go on keep what they need of it. */
    @Override
    public void close() {
        if (context != 0) {
            long _ = Libc.function(library.freeContext, context, 0, 0, 0, 0, 0);
            context = 0;
        }
    }
}
