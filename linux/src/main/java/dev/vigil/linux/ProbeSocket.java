package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.SOCK_DGRAM;
import static dev.vigil.linux.Constants.SOCK_STREAM;
import static dev.vigil.linux.Constants.SOL_SOCKET;
import static dev.vigil.linux.Constants.SO_ERROR;
import static dev.vigil.linux.Constants.SO_MARK;
import static dev.vigil.linux.Constants.SO_REUSEADDR;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.check.Medium;
import dev.vigil.core.check.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A socket that is connected to a server to see how it is. It never waits: {@link Epoll#WRITABLE} says when connecting has
 * come to an end. Closing an open connection sends a FIN. One thread at a time.
 */
public final class ProbeSocket extends Descriptor {
    private ProbeSocket(int fd) {
        super(fd);
    }

    /** Begins to connect; throws if that is refused at once. Datagrams are connected when this returns. */
    public static ProbeSocket begin(Route route, Medium medium) {
        boolean ipv4 = route.address().family() == Family.IPV4;
        int echo = ipv4 ? Constants.IPPROTO_ICMP : Constants.IPPROTO_ICMPV6;
        int fd = Socket.openNonBlocking(
                ipv4 ? AF_INET : AF_INET6,
                isStream(medium) ? SOCK_STREAM : SOCK_DGRAM,
                medium == Medium.ECHO ? echo : 0,
                "socket for " + medium);
        Socket.setUp(fd, () -> connect(fd, route, medium));
        return new ProbeSocket(fd);
    }

    private static boolean isStream(Medium medium) {
        return medium == Medium.TCP || medium == Medium.TLS;
    }

    private static void connect(int fd, Route route, Medium medium) {
        Optional<String> interfaceName = route.bindInterface();
        int ifindex = interfaceName.map(ProbeSocket::ifindex).orElse(0);
        interfaceName.ifPresent(name -> Socket.bindToDevice(fd, name));
        if (route.mark() != 0) {
            Socket.option(fd, SOL_SOCKET, SO_MARK, (int) route.mark(), "SO_MARK");
        }
        if (medium == Medium.TLS) {
            // The end of the hand-shake and the request are two segments; the second would wait for an answer to the
            // first.
            Socket.option(fd, Constants.IPPROTO_TCP, Constants.TCP_NODELAY, 1, "TCP_NODELAY");
        }
        // The number of an echo is the kernel's business.
        int bindPort = medium == Medium.ECHO ? 0 : route.bindPort();
        if (route.bindAddress().isPresent() || bindPort != 0) {
            bind(fd, route, bindPort, ifindex);
        }
        int port = medium == Medium.ECHO ? 0 : route.port();
        SocketAddress target = SocketAddress.of(route.address(), port, ifindex);
        // Made once: a second attempt would find what the first one has begun.
        long result = Libc.callCapturing(Syscall.CONNECT, fd, target.nativeAddress(), target.sizeBytes(), 0, 0, 0);
        target.keep();
        if (result < 0 && result != -Errno.EINPROGRESS) {
            throw new LinuxException("connect to", (int) -result, route.address() + " port " + route.port());
        }
    }

    private static void bind(int fd, Route route, int port, int ifindex) {
        if (port != 0) {
            // The connection before may still be in TIME_WAIT.
            Socket.option(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
        }
        IpAddress any = route.address().family() == Family.IPV4 ? IpAddress.ipv4(0) : IpAddress.ipv6(0, 0);
        IpAddress own = route.bindAddress().orElse(any);
        Socket.bind(fd, SocketAddress.of(own, port, ifindex), own + " port " + port);
    }

    /** The number of an interface; 0 for one that is not there, which the kernel refuses with a better reason. */
    private static int ifindex(String name) {
        try {
            return Integer.parseInt(
                    Files.readString(Path.of("/sys/class/net", name, "ifindex")).strip());
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }

    /** What the connection has come to: 0 if it is open, or the error number. */
    public int outcome() {
        NativeBuffer value = NativeBuffer.struct(Integer.BYTES);
        int _ = Socket.read(fd(), SOL_SOCKET, SO_ERROR, value, "SO_ERROR");
        return value.bytes().getInt(0);
    }

    /**
     * Sends the first bytes of a buffer.
     *
     * @return how many the kernel took, or the negated error number
     */
    public int send(NativeBuffer bytes, int count) {
        int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
        int sent = (int) Libc.callCapturing(Syscall.SENDTO, fd(), bytes.address(), count, flags, 0, 0);
        bytes.keep();
        return sent;
    }

    /**
     * Takes what has arrived, as much as the buffer holds.
     *
     * @return how many bytes; 0 for an empty datagram or the end of a stream; or the negated error number
     */
    public int receive(NativeBuffer into) {
        int flags = MSG_DONTWAIT;
        int count = (int) Libc.callCapturing(Syscall.RECVFROM, fd(), into.address(), into.sizeBytes(), flags, 0, 0);
        into.keep();
        return count;
    }
}
