package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;
import static dev.vigil.linux.Constants.IPPROTO_IP;
import static dev.vigil.linux.Constants.IPPROTO_IPV6;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.SOCK_RAW;
import static dev.vigil.linux.Constants.SOL_SOCKET;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.Structs.IpMreqn;
import java.util.Optional;

/**
 * A raw socket that only sends. The caller writes the IPv4 header, with checksum field 0 since the kernel fills it in;
 * IPv6 packets are given without header and the kernel fills in the VRRP checksum. Opened in the network namespace of
 * the calling thread. One thread at a time.
 *
 * <p>The kernel offers every packet that arrives to each raw socket of its protocol. An IPv4 sender is therefore one of the
 * protocol that nothing arrives for. An IPv6 sender cannot be, because the kernel adds header and checksum only to those of
 * one protocol; what is not for its address or device is not offered to it for long.
 */
public final class RawSender extends Descriptor {
    /** RFC 9568 5.2: where the checksum stands in a VRRP packet. */
    static final int VRRP_CHECKSUM_OFFSET = 6;

    private static final int OFF = 0;
    private static final int ON = 1;

    /** Room for a packet of each VRID in both versions to wait for a slow device; the kernel doubles it. */
    private static final int SEND_BUFFER_BYTES = 1 << 20;

    /** Internetwork control, as routing protocols use it. */
    private static final int TRAFFIC_CLASS = 0xc0;

    /** RFC 9568 5.1.2.3: the hop limit of multicast. */
    private static final int MULTICAST_HOPS = 255;

    /**
     * What to send with.
     *
     * @param family IPv4: packets carry their own header
     * @param protocol the IP protocol of IPv6 packets: 112 for VRRP. IPv4 packets name theirs in the header
     * @param interfaceName the interface that packets leave by; empty to follow the routes (unicast)
     * @param ifindex the number of that interface; 0 to follow the routes
     * @param source the IPv6 source address; empty lets the kernel choose. IPv4 packets name theirs in the header
     * @param unicastHops the IPv6 hop limit of unicast packets, or 0 for the kernel's own
     */
    public record Settings(
            Family family,
            int protocol,
            String interfaceName,
            int ifindex,
            Optional<IpAddress> source,
            int unicastHops) {
        @Override
        public String toString() {
            return "raw sending socket " + protocol + (interfaceName.isEmpty() ? "" : " on " + interfaceName);
        }
    }

    private final Settings settings;

    private RawSender(int fd, Settings settings) {
        super(fd);
        this.settings = settings;
    }

    private RawSender(int fd, int companion, Settings settings) {
        super(fd, companion);
        this.settings = settings;
    }

    public static RawSender open(Settings settings) {
        boolean ipv4 = settings.family == Family.IPV4;
        int protocol = ipv4 ? Constants.IPPROTO_RAW : settings.protocol;
        int fd = Socket.openNonBlocking(ipv4 ? AF_INET : AF_INET6, SOCK_RAW, protocol, settings.toString());
        Socket.setUp(fd, () -> {
            Socket.rejectAll(fd);
            Socket.option(fd, SOL_SOCKET, Constants.SO_RCVBUF, 0, "SO_RCVBUF");
            Socket.sendBuffer(fd, SEND_BUFFER_BYTES);
            if (!settings.interfaceName.isEmpty()) {
                Socket.bindToDevice(fd, settings.interfaceName);
            }
            if (ipv4) {
                setUpIpv4(fd, settings);
            } else {
                setUpIpv6(fd, settings);
            }
        });
        return new RawSender(fd, settings);
    }

    /** One that takes every packet to {@link SocketAddress#ofPeer}, and nothing leaves: to practise with. */
    public static RawSender toNowhere(Settings settings) {
        Socket.Pair pair = Socket.openNowhere();
        return new RawSender(pair.near(), pair.far(), settings);
    }

    private static void setUpIpv4(int fd, Settings settings) {
        Socket.option(fd, IPPROTO_IP, Constants.IP_HDRINCL, ON, "IP_HDRINCL");
        Socket.option(fd, IPPROTO_IP, Constants.IP_TOS, TRAFFIC_CLASS, "IP_TOS");
        Socket.option(fd, IPPROTO_IP, Constants.IP_MULTICAST_ALL, OFF, "IP_MULTICAST_ALL");
        Socket.option(fd, IPPROTO_IP, Constants.IP_MULTICAST_LOOP, OFF, "IP_MULTICAST_LOOP");
        if (settings.ifindex != 0) {
            NativeBuffer interfaceRequest = NativeBuffer.struct(IpMreqn.SIZE);
            interfaceRequest.bytes().putInt(IpMreqn.IMR_IFINDEX, settings.ifindex);
            Socket.option(fd, IPPROTO_IP, Constants.IP_MULTICAST_IF, interfaceRequest, "IP_MULTICAST_IF");
        }
    }

    private static void setUpIpv6(int fd, Settings settings) {
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_CHECKSUM, VRRP_CHECKSUM_OFFSET, "IPV6_CHECKSUM");
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_TCLASS, TRAFFIC_CLASS, "IPV6_TCLASS");
        Socket.tryOption(fd, IPPROTO_IPV6, Constants.IPV6_MULTICAST_ALL, OFF);
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_MULTICAST_LOOP, OFF, "IPV6_MULTICAST_LOOP");
        Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_MULTICAST_HOPS, MULTICAST_HOPS, "IPV6_MULTICAST_HOPS");
        if (settings.unicastHops != 0) {
            Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_UNICAST_HOPS, settings.unicastHops, "IPV6_UNICAST_HOPS");
        }
        if (settings.ifindex != 0) {
            Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_MULTICAST_IF, settings.ifindex, "IPV6_MULTICAST_IF");
        }
        settings.source.ifPresent(source -> {
            Socket.option(fd, IPPROTO_IPV6, Constants.IPV6_FREEBIND, ON, "IPV6_FREEBIND");
            Socket.bind(fd, SocketAddress.of(source, settings.ifindex), settings + " to " + source);
        });
    }

    /**
     * Sends the first {@code lengthBytes} bytes of a packet without blocking or allocating.
     *
     * @return 0, or the error number of the refusal, as ENETDOWN, ENETUNREACH or ENOBUFS
     */
    public int trySend(NativeBuffer packet, int lengthBytes, SocketAddress destination) {
        if (lengthBytes > packet.sizeBytes()) {
            throw new IndexOutOfBoundsException(lengthBytes);
        }
        long sent = Libc.call(
                Syscall.SENDTO,
                fd(),
                packet.address(),
                lengthBytes,
                MSG_DONTWAIT | MSG_NOSIGNAL,
                destination.nativeAddress(),
                destination.sizeBytes());
        return sent < 0 ? (int) -sent : 0;
    }

    public Settings settings() {
        return settings;
    }
}
