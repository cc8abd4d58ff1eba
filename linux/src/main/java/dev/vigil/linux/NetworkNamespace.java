package dev.vigil.linux;

import static dev.vigil.linux.Constants.CLONE_NEWNET;
import static dev.vigil.linux.Constants.O_RDONLY;

/**
 * A network namespace, held open. A thread enters one for itself alone: its sockets, its settings under /proc/sys/net and
 * the threads and processes it starts from then on belong there. {@code java.net.NetworkInterface} and /proc/self/net
 * keep showing the main thread's. Only platform threads may enter, since a virtual thread would take its carrier along.
 */
public final class NetworkNamespace extends Descriptor {
    private static final String DIRECTORY = "/run/netns/";

    private final String name;

    private NetworkNamespace(int fd, String name) {
        super(fd);
        this.name = name;
    }

    /** The namespace of the calling thread. */
    public static NetworkNamespace current() {
        return openPath("/proc/thread-self/ns/net", "of this thread");
    }

    /** The namespace of process 1: that of the machine, unless this is a container. */
    public static NetworkNamespace first() {
        return openPath("/proc/1/ns/net", "of process 1");
    }

    /**
     * A namespace made by {@code ip netns add}.
     *
     * @throws LinuxException ENOENT if there is none of that name
     */
    public static NetworkNamespace named(String name) {
        if (name.isEmpty() || name.equals("..") || name.equals(".") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not the name of a network namespace: " + name);
        }
        return openPath(DIRECTORY + name, name);
    }

    private static NetworkNamespace openPath(String path, String name) {
        return new NetworkNamespace(OpenFile.open(path, O_RDONLY, 0), name);
    }

    /** Moves the calling thread here; needs CAP_SYS_ADMIN. */
    public void enter() {
        requirePlatformThread();
        Libc.require("enter network namespace", name, Syscall.SETNS, fd(), CLONE_NEWNET, 0);
    }

    /** Moves the calling thread to a new, empty namespace that lives as long as something is in it. */
    public static void enterNew() {
        requirePlatformThread();
        Libc.require("create", "network namespace", Syscall.UNSHARE, CLONE_NEWNET, 0, 0);
    }

    private static void requirePlatformThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread has no namespace of its own");
        }
    }
}
