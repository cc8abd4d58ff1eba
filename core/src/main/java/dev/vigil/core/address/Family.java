package dev.vigil.core.address;

/** An address family. */
public enum Family {
    IPV4(4, 32),
    IPV6(16, 128);

    private final int lengthBytes;
    private final int prefixMax;

    Family(int lengthBytes, int prefixMax) {
        this.lengthBytes = lengthBytes;
        this.prefixMax = prefixMax;
    }

    /** Bytes of an address on the wire. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** The longest prefix, that of a single host. */
    public int prefixMax() {
        return prefixMax;
    }
}
