package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;
import static dev.vigil.linux.Constants.SOCK_STREAM;
import static dev.vigil.linux.Constants.SOL_SOCKET;
import static dev.vigil.linux.Constants.SO_ERROR;
import static dev.vigil.linux.Constants.SO_MARK;
import static dev.vigil.linux.Constants.SO_REUSEADDR;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.balance.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A TCP connection that is opened to see whether that can be done. It never waits: {@link Epoll#WRITABLE} says when it has
 * come to an end. Closing an open connection sends a FIN. One thread at a time.
 */
public final class TcpProbe extends Descriptor {
    private TcpProbe(int fd) {
        super(fd);
    }

    /** Begins to connect; throws if that is refused at once. */
    public static TcpProbe begin(Probe.Connect settings) {
        int domain = settings.address().family() == Family.IPV4 ? AF_INET : AF_INET6;
        int fd = Socket.openNonBlocking(domain, SOCK_STREAM, 0, "TCP socket");
        Socket.setUp(fd, () -> connect(fd, settings));
        return new TcpProbe(fd);
    }

    private static void connect(int fd, Probe.Connect settings) {
        Optional<String> interfaceName = settings.bindInterface();
        int ifindex = interfaceName.map(TcpProbe::ifindex).orElse(0);
        interfaceName.ifPresent(name -> Socket.bindToDevice(fd, name));
        if (settings.mark() != 0) {
            Socket.option(fd, SOL_SOCKET, SO_MARK, (int) settings.mark(), "SO_MARK");
        }
        if (settings.bindAddress().isPresent() || settings.bindPort() != 0) {
            bind(fd, settings, ifindex);
        }
        SocketAddress target = SocketAddress.of(settings.address(), settings.port(), ifindex);
        // Made once: a second attempt would find what the first one has begun.
        long result = Libc.callCapturing(Syscall.CONNECT, fd, target.nativeAddress(), target.sizeBytes(), 0, 0, 0);
        target.keep();
        if (result < 0 && result != -Errno.EINPROGRESS) {
            throw new LinuxException("connect to", (int) -result, settings.address() + " port " + settings.port());
        }
    }

    private static void bind(int fd, Probe.Connect settings, int ifindex) {
        if (settings.bindPort() != 0) {
            // The connection before may still be in TIME_WAIT.
            Socket.option(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
        }
        IpAddress any = settings.address().family() == Family.IPV4 ? IpAddress.ipv4(0) : IpAddress.ipv6(0, 0);
        IpAddress own = settings.bindAddress().orElse(any);
        Socket.bind(fd, SocketAddress.of(own, settings.bindPort(), ifindex), own + " port " + settings.bindPort());
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
}
