package dev.vigil.simulator;

/** A fingerprint of everything that happened, in its order. Equal runs have equal fingerprints. */
final class Digest {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private long value = MULTIPLIER;

    void add(long what) {
        long mixed = (value ^ what) * MULTIPLIER;
        value = mixed ^ mixed >>> 29;
    }

    void add(long nowNs, int node, int kind, long what) {
        add(nowNs);
        add((long) node << 40 ^ (long) kind << 32 ^ what);
    }

    long value() {
        return value;
    }
}
