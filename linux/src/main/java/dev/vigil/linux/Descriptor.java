package dev.vigil.linux;

/** An open file descriptor. Closing twice does nothing the second time. One thread at a time. */
public abstract sealed class Descriptor implements AutoCloseable
        permits Epoll,
                TimerFd,
                EventFd,
                Signals,
                RawReceiver,
                RawSender,
                UdpSocket,
                PacketSocket,
                NetlinkSocket,
                NetworkNamespace,
                PidFile,
                GuardianPipe,
                LocalDatagrams,
                LinkProbe,
                LocalListener,
                LocalConnection,
                Pipe,
                NamedPipe,
                ChildProcess,
                Inotify,
                ProbeSocket,
                ProcessEvents {
    static final int NONE = -1;

    private final int companion;
    private int fd;

    Descriptor(int fd) {
        this(fd, NONE);
    }

    /** @param companion another descriptor, which lives as long */
    Descriptor(int fd, int companion) {
        this.fd = fd;
        this.companion = companion;
    }

    /** The number that {@link Epoll} takes. */
    public final int fd() {
        if (fd < 0) {
            throw new IllegalStateException("closed: " + getClass().getSimpleName());
        }
        return fd;
    }

    public final boolean isOpen() {
        return fd >= 0;
    }

    @Override
    public void close() {
        if (fd >= 0) {
            Libc.callOnce(Syscall.CLOSE, fd);
            fd = NONE;
            if (companion >= 0) {
                Libc.callOnce(Syscall.CLOSE, companion);
            }
        }
    }
}
