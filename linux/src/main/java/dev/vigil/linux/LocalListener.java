package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_UNIX;
import static dev.vigil.linux.Constants.SHUT_RDWR;
import static dev.vigil.linux.Constants.SOCK_CLOEXEC;
import static dev.vigil.linux.Constants.SOCK_NONBLOCK;
import static dev.vigil.linux.Constants.SOCK_STREAM;

import dev.vigil.linux.Structs.SockaddrUn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A Unix stream socket that takes connections. Several threads may wait in {@link #accept} at a time. */
public final class LocalListener extends Descriptor {
    private LocalListener(int fd) {
        super(fd);
    }

    /**
     * Makes the socket at a path where nothing is yet.
     *
     * @throws LinuxException EADDRINUSE if something is, ENAMETOOLONG for a path of more than 107 bytes
     */
    public static LocalListener open(Path path, int backlog) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= SockaddrUn.SIZE - SockaddrUn.SUN_PATH) {
            throw new LinuxException("bind", Errno.ENAMETOOLONG, path.toString());
        }
        NativeBuffer address = NativeBuffer.struct(SockaddrUn.SIZE);
        address.bytes().putShort(SockaddrUn.SUN_FAMILY, (short) AF_UNIX).put(SockaddrUn.SUN_PATH, name);
        int fd = Socket.open(AF_UNIX, SOCK_STREAM, 0, "local socket");
        Socket.setUp(fd, () -> {
            Socket.bind(fd, address, SockaddrUn.SUN_PATH + name.length + 1, path.toString());
            Libc.require("listen on", path.toString(), Syscall.LISTEN, fd, backlog, 0);
        });
        return new LocalListener(fd);
    }

    /** Waits for a connection. It throws EINVAL after {@link #stop}. */
    public LocalConnection accept() {
        int flags = SOCK_CLOEXEC | SOCK_NONBLOCK;
        return new LocalConnection(
                (int) Libc.require("accept", "a local connection", Syscall.ACCEPT4, fd(), 0, 0, flags, 0));
    }

    /** Ends every {@link #accept}, present and future; the descriptor is closed when no thread is left in it. */
    public void stop() {
        long _ = Libc.call(Syscall.SHUTDOWN, fd(), SHUT_RDWR, 0);
    }
}
