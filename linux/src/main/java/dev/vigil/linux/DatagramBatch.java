package dev.vigil.linux;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Structs.Cmsghdr;
import dev.vigil.linux.Structs.Iovec;
import dev.vigil.linux.Structs.Mmsghdr;
import dev.vigil.linux.Structs.Msghdr;
import dev.vigil.linux.Structs.SockaddrIn;
import dev.vigil.linux.Structs.SockaddrIn6;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for received datagrams, shared by all receivers of a loop and overwritten by the next receive. Nothing
 * allocates. One thread at a time.
 *
 * <p>An IPv4 datagram of a raw socket starts with its IP header; every other one with the payload, since the kernel keeps
 * the header.
 */
public final class DatagramBatch {
    /** The largest VRRP packet: 255 IPv6 addresses, or 255 IPv4 ones behind IP and authentication headers. */
    public static final int DATAGRAM_BYTES_MAX = 4352;

    /** What {@link #ttl(int)} says if the kernel did not tell. */
    public static final int TTL_UNKNOWN = -1;

    private static final int IPV4_HEADER_BYTES_MIN = 20;
    private static final int IPV4_TTL = 8;

    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 128;
    private static final int CONTROL_ALIGNMENT = 8;

    private final int capacity;
    private final NativeBuffer headers;
    private final NativeBuffer vectors;
    private final NativeBuffer names;
    private final NativeBuffer controls;
    private final NativeBuffer data;
    private final ByteBuffer namesOnWire;
    private final ByteBuffer[] datagrams;
    private Family family = Family.IPV4;
    private boolean headed = true;
    private int used;

    /**
     * @param capacity the most datagrams that one receive takes
     */
    public DatagramBatch(int capacity) {
        this.capacity = capacity;
        this.used = capacity;
        headers = NativeBuffer.struct(capacity * Mmsghdr.SIZE);
        vectors = NativeBuffer.struct(capacity * Iovec.SIZE);
        names = NativeBuffer.struct(capacity * NAME_BYTES);
        controls = NativeBuffer.struct(capacity * CONTROL_BYTES);
        data = NativeBuffer.packet(capacity * DATAGRAM_BYTES_MAX);
        namesOnWire = names.bytes().duplicate().order(ByteOrder.BIG_ENDIAN);
        datagrams = new ByteBuffer[capacity];
        for (int index = 0; index < capacity; index++) {
            layOut(index);
        }
    }

    private void layOut(int index) {
        int start = index * DATAGRAM_BYTES_MAX;
        datagrams[index] = data.bytes().slice(start, DATAGRAM_BYTES_MAX).order(ByteOrder.BIG_ENDIAN);
        vectors.bytes()
                .putLong(index * Iovec.SIZE + Iovec.IOV_BASE, data.address() + start)
                .putLong(index * Iovec.SIZE + Iovec.IOV_LEN, DATAGRAM_BYTES_MAX);
        int header = index * Mmsghdr.SIZE;
        headers.bytes()
                .putLong(header + Msghdr.MSG_NAME, names.address() + (long) index * NAME_BYTES)
                .putLong(header + Msghdr.MSG_IOV, vectors.address() + (long) index * Iovec.SIZE)
                .putLong(header + Msghdr.MSG_IOVLEN, 1)
                .putLong(header + Msghdr.MSG_CONTROL, controls.address() + (long) index * CONTROL_BYTES);
    }

    public int capacity() {
        return capacity;
    }

    long headersAddress() {
        return headers.address();
    }

    /**
     * Gives back the room that the kernel wrote over in the last receive.
     *
     * @param raw whether a raw socket receives next
     */
    void prepare(Family receiving, boolean raw) {
        family = receiving;
        headed = raw && receiving == Family.IPV4;
        for (int index = 0; index < used; index++) {
            int header = index * Mmsghdr.SIZE;
            headers.bytes().putInt(header + Msghdr.MSG_NAMELEN, NAME_BYTES);
            headers.bytes().putLong(header + Msghdr.MSG_CONTROLLEN, CONTROL_BYTES);
        }
    }

    int received(int count) {
        used = count;
        for (int index = 0; index < count; index++) {
            int length = headers.bytes().getInt(index * Mmsghdr.SIZE + Mmsghdr.MSG_LEN);
            ByteBuffer datagram = datagrams[index];
            datagram.clear().limit(length).position(payloadStart(datagram, length));
        }
        return count;
    }

    private int payloadStart(ByteBuffer datagram, int length) {
        if (!headed || length < IPV4_HEADER_BYTES_MIN) {
            return 0;
        }
        return Math.min((datagram.get(0) & 0xf) * Integer.BYTES, length);
    }

    /**
     * The bytes of datagram {@code index}, big-endian: from the position to the limit the payload, from 0 to the
     * position the IPv4 header. Valid until the next receive.
     */
    public ByteBuffer datagram(int index) {
        return datagrams[index];
    }

    /** The first half of an IPv6 source as a network-order number. */
    public long sourceHigh(int index) {
        return namesOnWire.getLong(index * NAME_BYTES + SockaddrIn6.SIN6_ADDR);
    }

    /** The second half of an IPv6 source as a network-order number. */
    public long sourceLow(int index) {
        return namesOnWire.getLong(index * NAME_BYTES + SockaddrIn6.SIN6_ADDR + Long.BYTES);
    }

    /** The source, for whom an object does not matter. */
    public IpAddress source(int index) {
        return family == Family.IPV4
                ? IpAddress.ipv4(namesOnWire.getInt(index * NAME_BYTES + SockaddrIn.SIN_ADDR))
                : IpAddress.ipv6(sourceHigh(index), sourceLow(index));
    }

    /** The TTL or hop limit, 0..255, or {@link #TTL_UNKNOWN}. */
    public int ttl(int index) {
        if (headed) {
            return datagrams[index].get(IPV4_TTL) & 0xff;
        }
        int limit = family == Family.IPV4
                ? control(index, Constants.IPPROTO_IP, Constants.IP_TTL)
                : control(index, Constants.IPPROTO_IPV6, Constants.IPV6_HOPLIMIT);
        return limit < 0 ? TTL_UNKNOWN : controls.bytes().getInt(limit);
    }

    /** The position in {@code controls} of the data of a control message, or -1. */
    private int control(int index, int level, int type) {
        ByteBuffer bytes = controls.bytes();
        int position = index * CONTROL_BYTES;
        long length = headers.bytes().getLong(index * Mmsghdr.SIZE + Msghdr.MSG_CONTROLLEN);
        int end = position + (int) Math.min(length, CONTROL_BYTES);
        while (position + Cmsghdr.SIZE <= end) {
            long messageLength = bytes.getLong(position + Cmsghdr.CMSG_LEN);
            if (messageLength < Cmsghdr.SIZE || messageLength > end - position) {
                return -1;
            }
            if (bytes.getInt(position + Cmsghdr.CMSG_LEVEL) == level
                    && bytes.getInt(position + Cmsghdr.CMSG_TYPE) == type) {
                return position + Cmsghdr.SIZE;
            }
            position += (int) ((messageLength + CONTROL_ALIGNMENT - 1) & -CONTROL_ALIGNMENT);
        }
        return -1;
    }
}
