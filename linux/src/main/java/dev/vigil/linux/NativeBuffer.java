package dev.vigil.linux;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Memory outside the heap whose address the kernel may be given. It lives as long as this object is reachable, so an
 * owner keeps it in a field, and a method that needs it for one call ends with {@link #keep()}.
 */
public final class NativeBuffer {
    private final ByteBuffer bytes;
    private final long address;

    private NativeBuffer(int sizeBytes, ByteOrder order) {
        bytes = ByteBuffer.allocateDirect(sizeBytes).order(order);
        address = MemorySegment.ofBuffer(bytes).address();
    }

    /** Zeroed memory for a packet: big-endian. */
    public static NativeBuffer packet(int sizeBytes) {
        return new NativeBuffer(sizeBytes, ByteOrder.BIG_ENDIAN);
    }

    /** Zeroed memory for C structures: native order. */
    static NativeBuffer struct(int sizeBytes) {
        return new NativeBuffer(sizeBytes, ByteOrder.nativeOrder());
    }

    /** A NUL-terminated copy of {@code text} in UTF-8. */
    static NativeBuffer cString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        NativeBuffer copy = struct(utf8.length + 1);
        copy.bytes.put(0, utf8);
        return copy;
    }

    /** The text at {@code position}, up to a NUL or {@code lengthMax} bytes. */
    static String text(ByteBuffer bytes, int position, int lengthMax) {
        int length = 0;
        while (length < lengthMax && bytes.get(position + length) != 0) {
            length++;
        }
        byte[] copy = new byte[length];
        bytes.get(position, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** The whole memory; its position and limit mean nothing to this module. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public int sizeBytes() {
        return bytes.capacity();
    }

    long address() {
        return address;
    }

    /** Keeps the memory alive up to this call. */
    @SuppressWarnings("ReachabilityFenceUsage") // Called where a result was reached; after a throw nobody reads.
    void keep() {
        Reference.reachabilityFence(bytes);
    }
}
