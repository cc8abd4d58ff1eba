package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_NETLINK;
import static dev.vigil.linux.Constants.MSG_TRUNC;
import static dev.vigil.linux.Constants.SOCK_RAW;

import dev.vigil.linux.Structs.SockaddrNl;

/** What all netlink sockets share: opening, and receiving from the kernel alone. One thread at a time. */
public abstract sealed class NetlinkSocket extends Descriptor permits RouteNetlink, NetlinkMonitor, Ipvs, FilterSocket {
    /** More than the kernel puts into one datagram of a dump, 32 KiB. */
    private static final int DATAGRAM_BYTES_MAX = 65536;

    private static final int SOCKADDR_LENGTH = 16;

    final NetlinkReader reader;
    private final NativeBuffer inbox = NativeBuffer.struct(DATAGRAM_BYTES_MAX);

    /** The sender's address, and behind it at {@link #SOCKADDR_LENGTH} the length of it. */
    private final NativeBuffer sender = NativeBuffer.struct(SOCKADDR_LENGTH + Integer.BYTES);

    NetlinkSocket(int fd) {
        super(fd);
        reader = new NetlinkReader(inbox.bytes());
    }

    /**
     * Opens and binds a socket.
     *
     * @param groups the multicast groups, a bit each
     * @param receiveBufferBytes the kernel's queue
     */
    static int open(int protocol, int groups, int receiveBufferBytes) {
        int fd = Socket.open(AF_NETLINK, SOCK_RAW, protocol, "netlink socket");
        Socket.setUp(fd, () -> {
            NativeBuffer address = NativeBuffer.struct(SockaddrNl.SIZE);
            address.bytes().putShort(SockaddrNl.NL_FAMILY, (short) AF_NETLINK).putInt(SockaddrNl.NL_GROUPS, groups);
            Socket.receiveBuffer(fd, receiveBufferBytes);
            // Both only make refusals shorter and clearer.
            int _ = Socket.tryOption(fd, Constants.SOL_NETLINK, Constants.NETLINK_CAP_ACK, 1);
            int _ = Socket.tryOption(fd, Constants.SOL_NETLINK, Constants.NETLINK_EXT_ACK, 1);
            Socket.bind(fd, address, SockaddrNl.SIZE, "netlink socket");
        });
        return fd;
    }

    /**
     * Gives the kernel's queue another length.
     *
     * @param force whether it may be beyond the limit of the system
     */
    public final void resize(int bytes, boolean force) {
        if (force) {
            Socket.receiveBuffer(fd(), bytes);
        } else {
            Socket.option(fd(), Constants.SOL_SOCKET, Constants.SO_RCVBUF, bytes, "SO_RCVBUF");
        }
    }

    /**
     * Receives one datagram and points the reader at it. A datagram that another process sent counts as empty.
     *
     * @return the length, 0 for an empty one, or the negated error number
     */
    final int receive(int flags) {
        sender.bytes().putInt(SOCKADDR_LENGTH, SockaddrNl.SIZE);
        long from = sender.address();
        long fromLength = from + SOCKADDR_LENGTH;
        return received(Libc.call(
                Syscall.RECVFROM, fd(), inbox.address(), DATAGRAM_BYTES_MAX, flags | MSG_TRUNC, from, fromLength));
    }

    /** As {@link #receive} but does not miss ENOBUFS, which is told once after messages were lost; allocates. */
    final int receiveOrOverrun(int flags) {
        sender.bytes().putInt(SOCKADDR_LENGTH, SockaddrNl.SIZE);
        long from = sender.address();
        long fromLength = from + SOCKADDR_LENGTH;
        return received(Libc.callCapturing(
                Syscall.RECVFROM, fd(), inbox.address(), DATAGRAM_BYTES_MAX, flags | MSG_TRUNC, from, fromLength));
    }

    private int received(long length) {
        boolean fromKernel = sender.bytes().getInt(SockaddrNl.NL_PID) == 0;
        reader.begin(length > 0 && fromKernel ? (int) length : 0);
        return length > 0 && !fromKernel ? 0 : (int) length;
    }

    /** Whether the datagram just received was longer than there is room for, so that its end is lost. */
    static boolean isTruncated(int length) {
        return length > DATAGRAM_BYTES_MAX;
    }
}
