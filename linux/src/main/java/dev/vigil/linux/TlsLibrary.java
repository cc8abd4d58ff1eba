package dev.vigil.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/** OpenSSL's functions for clients, as every distribution has them; loaded when the first of them is needed. */
final class TlsLibrary {
    private static final String SSL = "libssl.so.3";
    private static final String CRYPTO = "libcrypto.so.3";

    /** Nothing is cleared away when the process ends: a thread may still be using it. */
    private static final long NO_CLEANUP_AT_EXIT = 0x0008_0000;

    private static final int TEXT_MAX = 256;

    private static final Optional<TlsLibrary> LOADED = load();

    final MemorySegment create;
    final MemorySegment free;
    final MemorySegment setDescriptor;
    final MemorySegment control;
    final MemorySegment connect;
    final MemorySegment read;
    final MemorySegment write;
    final MemorySegment error;
    final MemorySegment nextError;
    final MemorySegment clearErrors;
    final MemorySegment freeContext;
    final MemorySegment useChain;
    final MemorySegment useKey;
    final MemorySegment matchKey;
    final MemorySegment usePassword;
    final MemorySegment useAuthorities;
    private final MemorySegment createContext;
    private final MemorySegment reasonText;
    private final long method;

    /** What connections have in common that show no certificate. */
    final long context;

    private TlsLibrary(SymbolLookup symbols) {
        create = symbols.findOrThrow("SSL_new");
        free = symbols.findOrThrow("SSL_free");
        setDescriptor = symbols.findOrThrow("SSL_set_fd");
        control = symbols.findOrThrow("SSL_ctrl");
        connect = symbols.findOrThrow("SSL_connect");
        read = symbols.findOrThrow("SSL_read");
        write = symbols.findOrThrow("SSL_write");
        error = symbols.findOrThrow("SSL_get_error");
        nextError = symbols.findOrThrow("ERR_get_error");
        clearErrors = symbols.findOrThrow("ERR_clear_error");
        reasonText = symbols.findOrThrow("ERR_reason_error_string");
        long _ = Libc.function(symbols.findOrThrow("OPENSSL_init_ssl"), NO_CLEANUP_AT_EXIT, 0, 0, 0, 0, 0);
        createContext = symbols.findOrThrow("SSL_CTX_new");
        freeContext = symbols.findOrThrow("SSL_CTX_free");
        useChain = symbols.findOrThrow("SSL_CTX_use_certificate_chain_file");
        useKey = symbols.findOrThrow("SSL_CTX_use_PrivateKey_file");
        matchKey = symbols.findOrThrow("SSL_CTX_check_private_key");
        usePassword = symbols.findOrThrow("SSL_CTX_set_default_passwd_cb_userdata");
        useAuthorities = symbols.findOrThrow("SSL_CTX_load_verify_locations");
        method = Libc.function(symbols.findOrThrow("TLS_client_method"), 0, 0, 0, 0, 0, 0);
        context = newContext();
    }

    /** What connections can have in common; 0 if there is no memory. */
    long newContext() {
        return Libc.function(createContext, method, 0, 0, 0, 0, 0);
    }

    @SuppressWarnings("restricted")
    private static Optional<TlsLibrary> load() {
        try {
            SymbolLookup ssl = SymbolLookup.libraryLookup(SSL, Arena.global());
            TlsLibrary library = new TlsLibrary(ssl.or(SymbolLookup.libraryLookup(CRYPTO, Arena.global())));
            return library.context == 0 ? Optional.empty() : Optional.of(library);
        } catch (IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /** Empty where it is not installed. */
    static Optional<TlsLibrary> find() {
        return LOADED;
    }

    /** What OpenSSL says of one of its errors. */
    @SuppressWarnings("restricted")
    String text(long code) {
        long address = Libc.function(reasonText, code, 0, 0, 0, 0, 0);
        return address == 0
                ? "error " + Long.toHexString(code)
                : MemorySegment.ofAddress(address).reinterpret(TEXT_MAX).getString(0);
    }
}
