package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_PACKET;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.SOCK_RAW;

import dev.vigil.linux.Structs.SockaddrLl;
import java.nio.ByteBuffer;

/**
 * Sends prepared frames at the link layer on any interface: gratuitous ARP and neighbour advertisements. It receives
 * nothing. Opened in the network namespace of the calling thread; one such socket serves all interfaces of it. One
 * thread at a time.
 */
public final class PacketSocket extends Descriptor {
    public static final int ETHERTYPE_ARP = 0x0806;
    public static final int ETHERTYPE_IPV6 = 0x86dd;

    /** The protocol that a packet socket must name to receive; none means none. */
    private static final int RECEIVE_NOTHING = 0;

    private final NativeBuffer target = NativeBuffer.struct(SockaddrLl.SIZE);

    /** How much of the target the kernel gets. */
    private final int targetBytes;

    private PacketSocket(int fd, int companion, int targetBytes) {
        super(fd, companion);
        this.targetBytes = targetBytes;
        target.bytes().putShort(SockaddrLl.SLL_FAMILY, (short) AF_PACKET);
    }

    /** A socket whose frames are given with their link header, so with a source address of the caller's choice. */
    public static PacketSocket openRaw() {
        int fd = Socket.openNonBlocking(AF_PACKET, SOCK_RAW, RECEIVE_NOTHING, "raw packet socket");
        return new PacketSocket(fd, NONE, SockaddrLl.SIZE);
    }

    /** One that takes every frame, and nothing leaves: to practise with. */
    public static PacketSocket toNowhere() {
        Socket.Pair pair = Socket.openNowhere();
        return new PacketSocket(pair.near(), pair.far(), 0);
    }

    /**
     * Sends the first {@code lengthBytes} bytes without blocking or allocating.
     *
     * @param ethertype {@link #ETHERTYPE_ARP} or {@link #ETHERTYPE_IPV6}
     * @param destination who it is for; the link header decides
     * @return 0, or the error number of the refusal, as ENETDOWN, ENXIO or ENOBUFS
     */
    public int trySend(NativeBuffer frame, int lengthBytes, int ifindex, int ethertype, MacAddress destination) {
        if (lengthBytes > frame.sizeBytes()) {
            throw new IndexOutOfBoundsException(lengthBytes);
        }
        ByteBuffer bytes = target.bytes();
        bytes.putShort(SockaddrLl.SLL_PROTOCOL, Short.reverseBytes((short) ethertype));
        bytes.putInt(SockaddrLl.SLL_IFINDEX, ifindex);
        bytes.put(SockaddrLl.SLL_HALEN, (byte) MacAddress.LENGTH_BYTES);
        destination.write(bytes, SockaddrLl.SLL_ADDR);
        long sent = Libc.call(
                Syscall.SENDTO,
                fd(),
                frame.address(),
                lengthBytes,
                MSG_DONTWAIT | MSG_NOSIGNAL,
                target.address(),
                targetBytes);
        return sent < 0 ? (int) -sent : 0;
    }
}
