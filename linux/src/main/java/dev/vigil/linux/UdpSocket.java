package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;
import static dev.vigil.linux.Constants.IPPROTO_IP;
import static dev.vigil.linux.Constants.IPPROTO_IPV6;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.SOCK_DGRAM;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;

/** A UDP socket that either receives, with the TTL of each datagram, or sends. One thread at a time. */
public final class UdpSocket extends Descriptor {
    private static final int ON = 1;

    /** Internetwork control, as routing protocols use it. */
    private static final int TRAFFIC_CLASS = 0xc0;

    /** A sender takes nothing, so that nothing can fill it. */
    private static final int NO_QUEUE_BYTES = 0;

    private final Family family;
    private final String what;

    private UdpSocket(int fd, Family family, String what) {
        super(fd);
        this.family = family;
        this.what = what;
    }

    /**
     * One that receives what is sent to any address of this machine.
     *
     * @param queueBytes the kernel's queue, which it doubles
     */
    public static UdpSocket receiver(Family family, int port, int queueBytes) {
        String what = "UDP port " + port + " of " + family;
        boolean ipv4 = family == Family.IPV4;
        int fd = Socket.openNonBlocking(ipv4 ? AF_INET : AF_INET6, SOCK_DGRAM, 0, what);
        Socket.setUp(fd, () -> {
            Socket.receiveBuffer(fd, queueBytes);
            if (ipv4) {
                Socket.option(fd, IPPROTO_IP, Constants.IP_RECVTTL, ON, "IP_RECVTTL");
            } else {
                Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_V6ONLY, ON, "IPV6_V6ONLY");
                Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_RECVHOPLIMIT, ON, "IPV6_RECVHOPLIMIT");
            }
            Socket.bind(fd, SocketAddress.withPort(any(family), port), what);
        });
        return new UdpSocket(fd, family, what);
    }

    /**
     * One that only sends.
     *
     * @param from our address, which need not exist yet; 0.0.0.0 or :: lets the kernel choose
     * @param ttl the TTL or hop limit of what it sends
     */
    public static UdpSocket sender(IpAddress from, int port, int ttl) {
        String what = "UDP port " + port + " of " + from;
        boolean ipv4 = from.family() == Family.IPV4;
        int fd = Socket.openNonBlocking(ipv4 ? AF_INET : AF_INET6, SOCK_DGRAM, 0, what);
        Socket.setUp(fd, () -> {
            Socket.rejectAll(fd);
            Socket.option(fd, Constants.SOL_SOCKET, Constants.SO_RCVBUF, NO_QUEUE_BYTES, "SO_RCVBUF");
            if (ipv4) {
                Socket.option(fd, IPPROTO_IP, Constants.IP_TTL, ttl, "IP_TTL");
                Socket.option(fd, IPPROTO_IP, Constants.IP_TOS, TRAFFIC_CLASS, "IP_TOS");
                Socket.option(fd, IPPROTO_IP, Constants.IP_FREEBIND, ON, "IP_FREEBIND");
            } else {
                Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_UNICAST_HOPS, ttl, "IPV6_UNICAST_HOPS");
                Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_TCLASS, TRAFFIC_CLASS, "IPV6_TCLASS");
                Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_FREEBIND, ON, "IPV6_FREEBIND");
            }
            Socket.bind(fd, SocketAddress.withPort(from, port), what);
        });
        return new UdpSocket(fd, from.family(), what);
    }

    private static IpAddress any(Family family) {
        return family == Family.IPV4 ? IpAddress.ipv4(0) : IpAddress.ipv6(0, 0);
    }

    /**
     * Takes what has arrived, as many datagrams as the batch holds at most, without blocking.
     *
     * @return the number of datagrams, 0 if none was there
     */
    public int receive(DatagramBatch batch) {
        batch.prepare(family, false);
        long count = Libc.call(Syscall.RECVMMSG, fd(), batch.headersAddress(), batch.capacity(), MSG_DONTWAIT, 0, 0);
        if (count < 0) {
            if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
                return batch.received(0);
            }
            throw new LinuxException("receive from", (int) -count, what);
        }
        return batch.received((int) count);
    }

    /**
     * Sends the first {@code lengthBytes} bytes of a buffer without blocking.
     *
     * @return 0, or the error number of the refusal
     */
    public int trySend(NativeBuffer payload, int lengthBytes, SocketAddress destination) {
        if (lengthBytes > payload.sizeBytes()) {
            throw new IndexOutOfBoundsException(lengthBytes);
        }
        long sent = Libc.call(
                Syscall.SENDTO,
                fd(),
                payload.address(),
                lengthBytes,
                MSG_DONTWAIT | MSG_NOSIGNAL,
                destination.nativeAddress(),
                destination.sizeBytes());
        return sent < 0 ? (int) -sent : 0;
    }
}
