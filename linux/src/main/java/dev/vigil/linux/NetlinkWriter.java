package dev.vigil.linux;

import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Structs.Nlmsghdr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Encodes one netlink message: the header, a fixed part, attributes. Everything is padded to four bytes. */
final class NetlinkWriter {
    private static final int INITIAL_BYTES = 256;

    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_BYTES).order(ByteOrder.nativeOrder());
    private int length;

    /** Starts a request that asks for an acknowledgement. */
    NetlinkWriter(int type, int flags) {
        this(type, flags, Constants.NLM_F_REQUEST | Constants.NLM_F_ACK);
    }

    private NetlinkWriter(int type, int flags, int kind) {
        int header = reserve(Nlmsghdr.SIZE);
        bytes.putShort(header + Nlmsghdr.NLMSG_TYPE, (short) type);
        bytes.putShort(header + Nlmsghdr.NLMSG_FLAGS, (short) (flags | kind));
    }

    /** Starts a request that is answered only if it is refused. */
    static NetlinkWriter quiet(int type, int flags) {
        return new NetlinkWriter(type, flags, Constants.NLM_F_REQUEST);
    }

    /** Starts a request for everything of a type. */
    static NetlinkWriter dump(int type) {
        return new NetlinkWriter(type, Constants.NLM_F_DUMP, Constants.NLM_F_REQUEST);
    }

    /** Zeroed room at the end, padded; its position. */
    int reserve(int size) {
        int start = length;
        length += NetlinkReader.align(size);
        if (length > bytes.capacity()) {
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * length)).order(ByteOrder.nativeOrder());
        }
        return start;
    }

    /** What has been reserved so far; to be asked for again after each reservation. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Reserves an attribute and returns the position of its value. */
    int attributeOfLength(int type, int valueLength) {
        int start = reserve(NetlinkReader.ATTRIBUTE_HEADER_BYTES + valueLength);
        bytes.putShort(start, (short) (NetlinkReader.ATTRIBUTE_HEADER_BYTES + valueLength));
        bytes.putShort(start + Short.BYTES, (short) type);
        return start + NetlinkReader.ATTRIBUTE_HEADER_BYTES;
    }

    void attribute(int type, IpAddress value) {
        int position = attributeOfLength(type, value.family().lengthBytes());
        SocketAddress.writeIp(bytes, position, value);
    }

    void attribute(int type, int value) {
        int position = attributeOfLength(type, Integer.BYTES);
        bytes.putInt(position, value);
    }

    /** A number in the order of the network. */
    void bigEndian(int type, int value) {
        boolean swap = bytes.order() == ByteOrder.LITTLE_ENDIAN;
        attribute(type, swap ? Integer.reverseBytes(value) : value);
    }

    void attribute(int type, byte value) {
        int position = attributeOfLength(type, Byte.BYTES);
        bytes.put(position, value);
    }

    /** A text with its NUL. */
    void attribute(int type, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int position = attributeOfLength(type, utf8.length + 1);
        bytes.put(position, utf8);
    }

    /** The bytes that were reserved so far. */
    int lengthBytes() {
        return length;
    }

    /** Begins an attribute that holds others; its position, for {@link #end}. */
    int begin(int type) {
        return attributeOfLength(type, 0) - NetlinkReader.ATTRIBUTE_HEADER_BYTES;
    }

    /** Ends it behind what has been reserved since. */
    void end(int start) {
        bytes.putShort(start, (short) (length - start));
    }

    /** The finished message in native memory. */
    NativeBuffer finish() {
        bytes.putInt(Nlmsghdr.NLMSG_LEN, length);
        NativeBuffer message = NativeBuffer.struct(length);
        message.bytes().put(0, bytes, 0, length);
        return message;
    }
}
