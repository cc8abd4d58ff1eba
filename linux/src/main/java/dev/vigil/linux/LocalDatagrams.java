package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_UNIX;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.SOCK_DGRAM;

import dev.vigil.linux.Structs.SockaddrUn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Sends datagrams to a Unix socket of another program: syslog's, the journal's, the service manager's. The receiver is
 * looked up anew for each datagram, so that it may come and go. An abstract name is looked up in the network namespace of
 * the thread that opened this. One thread at a time.
 */
public final class LocalDatagrams extends Descriptor {
    private final NativeBuffer address;

    private LocalDatagrams(int fd, NativeBuffer address) {
        super(fd);
        this.address = address;
    }

    /**
     * @param socket a path, or {@code @} and an abstract name; empty if the name is neither
     */
    public static Optional<LocalDatagrams> to(String socket) {
        byte[] name = socket.getBytes(StandardCharsets.UTF_8);
        boolean named = socket.length() > 1 && (socket.startsWith("/") || socket.startsWith("@"));
        if (!named || name.length >= SockaddrUn.SIZE - SockaddrUn.SUN_PATH) {
            return Optional.empty();
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        // An abstract name has no end mark, so the length is exact.
        NativeBuffer address = NativeBuffer.struct(SockaddrUn.SUN_PATH + name.length);
        address.bytes().putShort(SockaddrUn.SUN_FAMILY, (short) AF_UNIX).put(SockaddrUn.SUN_PATH, name);
        int fd = Socket.openNonBlocking(AF_UNIX, SOCK_DGRAM, 0, "datagram socket");
        return Optional.of(new LocalDatagrams(fd, address));
    }

    /** Sends one datagram without waiting; 0, or the error number: ENOENT, ECONNREFUSED, or EAGAIN for a full receiver. */
    public int trySend(byte[] datagram) {
        NativeBuffer message = NativeBuffer.struct(Math.max(1, datagram.length));
        message.bytes().put(0, datagram);
        long sent = Libc.call(
                Syscall.SENDTO,
                fd(),
                message.address(),
                datagram.length,
                MSG_DONTWAIT | MSG_NOSIGNAL,
                address.address(),
                address.sizeBytes());
        message.keep();
        return sent < 0 ? (int) -sent : 0;
    }
}
