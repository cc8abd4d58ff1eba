package dev.vigil.core.nat;

/** What a part of a key or of a value is. Each takes whole words of four bytes. */
public enum Field {
    IPV4(4),
    IPV6(16),
    /** The protocol of an IP header. */
    PROTOCOL(1),
    PORT(2),
    /** A number in the order of the machine. */
    MARK(4),
    /** A chain to go on in. */
    CHAIN(16);

    private static final int WORD_BYTES = 4;

    /** Without padding. */
    public final int bytes;

    Field(int bytes) {
        this.bytes = bytes;
    }

    /** With padding. */
    public int paddedBytes() {
        return (bytes + WORD_BYTES - 1) / WORD_BYTES * WORD_BYTES;
    }
}
