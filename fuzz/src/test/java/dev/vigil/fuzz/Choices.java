package dev.vigil.fuzz;

import java.util.Arrays;
import java.util.List;

/** Takes decisions out of the bytes of an input, one byte for most; behind the last byte everything is 0. */
public final class Choices {
    private final byte[] bytes;
    private int next;

    public Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean isExhausted() {
        return next >= bytes.length;
    }

    /** 0..255. */
    public int octet() {
        return next < bytes.length ? bytes[next++] & 0xff : 0;
    }

    public boolean flag() {
        return (octet() & 1) != 0;
    }

    /** 0 up to but not {@code bound}. */
    public int below(int bound) {
        int number = bound > 256 ? octet() << 8 | octet() : octet();
        return number % bound;
    }

    public long number(int octets) {
        long number = 0;
        for (int index = 0; index < octets; index++) {
            number = number << 8 | octet();
        }
        return number;
    }

    public <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    /** All bytes that are left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, Math.min(next, bytes.length), bytes.length);
        next = bytes.length;
        return rest;
    }
}
