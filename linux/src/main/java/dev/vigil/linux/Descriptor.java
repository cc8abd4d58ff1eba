package dev.vigil.linux;

/** An open file descriptor. Closing twice does nothing the second time. One thread at a time. */
public abstract sealed class Descriptor implements AutoCloseable
        permits Epoll,
                TimerFd,
                EventFd,
                Signals,
                RawReceiver,
                RawSender,
                PacketSocket,
                NetlinkSocket,
                NetworkNamespace,
                PidFile,
                GuardianPipe,
                LocalDatagrams,
                LocalListener,
                LocalConnection,
                Pipe,
                ChildProcess {
    private int fd;

    Descriptor(int fd) {
        this.fd = fd;
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
            fd = -1;
        }
    }
}
