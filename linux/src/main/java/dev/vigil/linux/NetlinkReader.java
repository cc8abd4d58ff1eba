package dev.vigil.linux;

import dev.vigil.linux.Structs.Nlmsghdr;
import java.nio.ByteBuffer;

/**
 * Walks the messages of a received netlink datagram, and the attributes of a message. Whatever the bytes, it neither
 * throws nor leaves the bounds: a length that does not fit ends the walk and is remembered.
 */
final class NetlinkReader {
    static final int ATTRIBUTE_HEADER_BYTES = 4;

    private final ByteBuffer bytes;
    private int next;
    private int datagramEnd;
    private int start;
    private int end;
    private boolean malformed;

    /**
     * @param bytes in native order
     */
    NetlinkReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Starts over with a datagram in the first {@code lengthBytes} bytes. */
    void begin(int lengthBytes) {
        next = 0;
        datagramEnd = Math.min(lengthBytes, bytes.capacity());
        malformed = false;
    }

    static int align(int length) {
        return (length + 3) & -4;
    }

    /** Moves to the next message; false at the end. */
    boolean next() {
        if (datagramEnd - next < Nlmsghdr.SIZE) {
            malformed |= next < datagramEnd;
            return false;
        }
        int length = bytes.getInt(next + Nlmsghdr.NLMSG_LEN);
        if (length < Nlmsghdr.SIZE || length > datagramEnd - next) {
            malformed = true;
            return false;
        }
        start = next;
        end = start + length;
        next = Math.min(start + align(length), datagramEnd);
        return true;
    }

    /** Whether a length did not fit so far. */
    boolean isMalformed() {
        return malformed;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int type() {
        return bytes.getShort(start + Nlmsghdr.NLMSG_TYPE) & 0xffff;
    }

    int flags() {
        return bytes.getShort(start + Nlmsghdr.NLMSG_FLAGS) & 0xffff;
    }

    int sequence() {
        return bytes.getInt(start + Nlmsghdr.NLMSG_SEQ);
    }

    /** The position of the message behind its header. */
    int body() {
        return start + Nlmsghdr.SIZE;
    }

    int bodyLength() {
        return end - body();
    }

    int end() {
        return end;
    }

    /** Walks the attributes between two positions. */
    Attributes attributes(int from, int to) {
        return new Attributes(bytes, from, to);
    }

    /** A walk over attributes; nested ones are walked by {@link #nested()}. */
    static final class Attributes {
        private final ByteBuffer bytes;
        private final int to;
        private int next;
        private int start;
        private int length;

        private Attributes(ByteBuffer bytes, int from, int to) {
            this.bytes = bytes;
            this.to = to;
            this.next = from;
        }

        boolean next() {
            if (to - next < ATTRIBUTE_HEADER_BYTES) {
                return false;
            }
            int whole = bytes.getShort(next) & 0xffff;
            if (whole < ATTRIBUTE_HEADER_BYTES || whole > to - next) {
                return false;
            }
            start = next;
            length = whole - ATTRIBUTE_HEADER_BYTES;
            next = Math.min(start + align(whole), to);
            return true;
        }

        int type() {
            return bytes.getShort(start + Short.BYTES) & 0xffff & Constants.NLA_TYPE_MASK;
        }

        /** The position of the value. */
        int value() {
            return start + ATTRIBUTE_HEADER_BYTES;
        }

        int lengthBytes() {
            return length;
        }

        /** The value as a number of 32 bits, or 0 if it is shorter. */
        int intValue() {
            return length >= Integer.BYTES ? bytes.getInt(value()) : 0;
        }

        /** The value as a text up to its NUL. */
        String text() {
            return NativeBuffer.text(bytes, value(), length);
        }

        Attributes nested() {
            return new Attributes(bytes, value(), value() + length);
        }
    }
}
