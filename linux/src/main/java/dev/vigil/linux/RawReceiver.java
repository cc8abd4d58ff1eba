package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;
import static dev.vigil.linux.Constants.IPPROTO_IP;
import static dev.vigil.linux.Constants.IPPROTO_IPV6;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.SOCK_RAW;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Structs.IpMreqn;
import dev.vigil.linux.Structs.Ipv6Mreq;
import java.util.BitSet;

/**
 * A raw socket that receives one IP protocol on one interface: the datagrams of a multicast group, or those sent to an
 * address of our own. Opened in the network namespace of the calling thread. One thread at a time.
 */
public final class RawReceiver extends Descriptor {
    /**
     * What to receive.
     *
     * @param protocol the IP protocol: 112 for VRRP, 51 for its authentication header
     * @param address a multicast group, which is joined, or an own address, which need not exist yet
     * @param interfaceName the only interface to receive on; empty for any, with a unicast address only
     * @param ifindex the number of that interface; 0 for any
     * @param receiveBufferBytes the kernel's queue, which it doubles; 0 keeps its default
     */
    public record Settings(int protocol, IpAddress address, String interfaceName, int ifindex, int receiveBufferBytes) {
        public Settings {
            if (address.isMulticast() && ifindex == 0) {
                throw new IllegalArgumentException("a group is joined on an interface");
            }
        }

        @Override
        public String toString() {
            return "raw socket " + protocol + " to " + address
                    + (interfaceName.isEmpty() ? "" : " on " + interfaceName);
        }
    }

    private static final int OFF = 0;
    private static final int ON = 1;

    private final Settings settings;

    /** Whether the kernel drops something. */
    private boolean filtered;

    /** The queue that the socket was opened with, as the kernel is asked for it. */
    private final int initialBytes;

    private RawReceiver(int fd, Settings settings) {
        super(fd);
        this.settings = settings;
        NativeBuffer doubled = NativeBuffer.struct(Integer.BYTES);
        int _ = Socket.read(fd, Constants.SOL_SOCKET, Constants.SO_RCVBUF, doubled, "SO_RCVBUF");
        initialBytes = doubled.bytes().getInt(0) / 2;
    }

    public static RawReceiver open(Settings settings) {
        boolean ipv4 = settings.address.family() == Family.IPV4;
        String what = settings.toString();
        int fd = Socket.openNonBlocking(ipv4 ? AF_INET : AF_INET6, SOCK_RAW, settings.protocol, what);
        Socket.setUp(fd, () -> {
            if (!settings.interfaceName.isEmpty()) {
                Socket.bindToDevice(fd, settings.interfaceName);
            }
            if (settings.receiveBufferBytes > 0) {
                Socket.receiveBuffer(fd, settings.receiveBufferBytes);
            }
            if (ipv4) {
                setUpIpv4(fd, settings);
            } else {
                setUpIpv6(fd, settings);
            }
            Socket.bind(fd, SocketAddress.of(settings.address, settings.ifindex), what);
        });
        return new RawReceiver(fd, settings);
    }

    private static void setUpIpv4(int fd, Settings settings) {
        Socket.option(fd, IPPROTO_IP, Constants.IP_MULTICAST_ALL, OFF, "IP_MULTICAST_ALL");
        if (!settings.address.isMulticast()) {
            Socket.option(fd, IPPROTO_IP, Constants.IP_FREEBIND, ON, "IP_FREEBIND");
            return;
        }
        NativeBuffer membership = NativeBuffer.struct(IpMreqn.SIZE);
        SocketAddress.writeIp(membership.bytes(), IpMreqn.IMR_MULTIADDR, settings.address);
        membership.bytes().putInt(IpMreqn.IMR_IFINDEX, settings.ifindex);
        Socket.option(fd, IPPROTO_IP, Constants.IP_ADD_MEMBERSHIP, membership, join(settings));
    }

    private static void setUpIpv6(int fd, Settings settings) {
        // RFC 9568 5.2.8: the kernel verifies the checksum, which it can because it knows the pseudo header.
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_CHECKSUM, RawSender.VRRP_CHECKSUM_OFFSET, "IPV6_CHECKSUM");
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_RECVHOPLIMIT, ON, "IPV6_RECVHOPLIMIT");
        Socket.tryOption(fd, IPPROTO_IPV6, Constants.IPV6_MULTICAST_ALL, OFF);
        if (!settings.address.isMulticast()) {
            Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_FREEBIND, ON, "IPV6_FREEBIND");
            return;
        }
        NativeBuffer membership = NativeBuffer.struct(Ipv6Mreq.SIZE);
        SocketAddress.writeIp(membership.bytes(), Ipv6Mreq.IPV6MR_MULTIADDR, settings.address);
        membership.bytes().putInt(Ipv6Mreq.IPV6MR_INTERFACE, settings.ifindex);
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_ADD_MEMBERSHIP, membership, join(settings));
    }

    private static String join(Settings settings) {
        return "join " + settings.address + " on " + settings.interfaceName;
    }

    /**
     * Lets the kernel drop what nobody here waits for: every datagram of which this byte behind the IP header has none of
     * these values. With more than {@value ByteFilter#VALUES_MAX} values nothing is dropped, nor where the kernel does not
     * take the filter: then everything arrives, only later. What is thrown is a refusal that leaves an earlier filter,
     * behind which some of these values would be missed.
     */
    public void keepOnly(int payloadOffset, BitSet values) {
        int errno = ByteFilter.tryAttach(fd(), settings.address.family(), payloadOffset, values);
        if (errno == 0) {
            filtered = true;
        } else if (filtered) {
            if (ByteFilter.tryDetach(fd()) != 0) {
                throw new LinuxException("change the filter of", errno, settings.toString());
            }
            filtered = false;
        }
    }

    /**
     * Takes what has arrived, as many datagrams as the batch holds at most, without blocking or allocating. A batch that
     * comes back full may leave more behind; the descriptor then stays readable.
     *
     * @return the number of datagrams, 0 if none was there
     */
    public int receive(DatagramBatch batch) {
        batch.prepare(settings.address.family(), true);
        long count = Libc.call(Syscall.RECVMMSG, fd(), batch.headersAddress(), batch.capacity(), MSG_DONTWAIT, 0, 0);
        if (count < 0) {
            if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
                return batch.received(0);
            }
            throw new LinuxException("receive from", (int) -count, settings.toString());
        }
        return batch.received((int) count);
    }

    /** Gives the kernel's queue another length; 0 for what it was at first. */
    public void resize(int bytes) {
        Socket.receiveBuffer(fd(), bytes == 0 ? initialBytes : bytes);
    }

    public Settings settings() {
        return settings;
    }
}
