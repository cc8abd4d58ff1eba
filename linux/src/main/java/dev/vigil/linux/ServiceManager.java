package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_UNIX;
import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.SOCK_DGRAM;

import dev.vigil.linux.Structs.SockaddrUn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells systemd how we are, by datagrams to the socket in NOTIFY_SOCKET: sd_notify(3). A message that cannot be delivered
 * is dropped, for no service may fail because nobody listens. An abstract name is looked up in the network namespace of
 * the thread that opened this. One thread at a time.
 */
public final class ServiceManager extends Descriptor {
    private static final String SOCKET_VARIABLE = "NOTIFY_SOCKET";
    private static final int NS_PER_US = 1000;

    private final NativeBuffer address;

    private ServiceManager(int fd, NativeBuffer address) {
        super(fd);
        this.address = address;
    }

    /** The service manager that started us, if one did and wants to know. */
    public static Optional<ServiceManager> fromEnvironment() {
        return at(System.getenv().getOrDefault(SOCKET_VARIABLE, ""));
    }

    /**
     * @param socket a path, or {@code @} and an abstract name; empty if the name is neither
     */
    public static Optional<ServiceManager> at(String socket) {
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
        int fd = Socket.openNonBlocking(AF_UNIX, SOCK_DGRAM, 0, "notification socket");
        return Optional.of(new ServiceManager(fd, address));
    }

    public void ready() {
        notify("READY=1");
    }

    /**
     * A reload begins; {@link #ready()} ends it.
     *
     * @param nowNs {@link MonotonicClock#nowNs()}
     */
    public void reloading(long nowNs) {
        notify("RELOADING=1\nMONOTONIC_USEC=" + nowNs / NS_PER_US);
    }

    public void stopping() {
        notify("STOPPING=1");
    }

    /** One line for {@code systemctl status}. */
    public void status(String text) {
        notify("STATUS=" + text.replace('\n', ' '));
    }

    /** The process that stands for the service, where it is not the one that was started. */
    public void mainPid(long pid) {
        notify("MAINPID=" + pid);
    }

    /** Sends assignments, one a line; false if nobody took them. */
    public boolean notify(String assignments) {
        NativeBuffer message = NativeBuffer.cString(assignments);
        long sent = Libc.call(
                Syscall.SENDTO,
                fd(),
                message.address(),
                message.sizeBytes() - 1,
                MSG_DONTWAIT | MSG_NOSIGNAL,
                address.address(),
                address.sizeBytes());
        message.keep();
        return sent >= 0;
    }
}
