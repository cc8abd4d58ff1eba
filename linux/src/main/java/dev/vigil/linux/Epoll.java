package dev.vigil.linux;

import static dev.vigil.linux.Constants.EPOLL_CLOEXEC;
import static dev.vigil.linux.Constants.EPOLL_CTL_ADD;
import static dev.vigil.linux.Constants.EPOLL_CTL_DEL;
import static dev.vigil.linux.Constants.EPOLL_CTL_MOD;

import dev.vigil.linux.Structs.EpollEvent;

/**
 * Waits for many descriptors at once, level-triggered. It has no time-out on purpose: the kernel adds a slack of 0.1 %
 * to one, a {@link TimerFd} does not. Waiting allocates nothing. One thread at a time.
 */
public final class Epoll extends Descriptor {
    /** Something can be read; the only event a receiver, timer, child or monitor needs. */
    public static final int READABLE = Constants.EPOLLIN;

    /** A connection that was begun has come to an end, good or bad. */
    public static final int WRITABLE = Constants.EPOLLOUT;

    private static final long FOREVER = -1;
    private static final long SIGNAL_SET_SIZE_BYTES = 8;

    private final int eventsMax;
    private final NativeBuffer ready;
    private final NativeBuffer change = NativeBuffer.struct(EpollEvent.SIZE);

    private Epoll(int fd, int eventsMax) {
        super(fd);
        this.eventsMax = eventsMax;
        this.ready = NativeBuffer.struct(eventsMax * EpollEvent.SIZE);
    }

    /**
     * @param eventsMax the most descriptors that one {@link #await()} reports, so the bound of one turn of a loop
     */
    public static Epoll open(int eventsMax) {
        long fd = Libc.require("create epoll", "", Syscall.EPOLL_CREATE1, EPOLL_CLOEXEC, 0, 0);
        return new Epoll((int) fd, eventsMax);
    }

    /**
     * @param events {@link #READABLE} or {@link #WRITABLE}
     * @param token given back by {@link #token(int)}
     */
    public void add(int fd, int events, long token) {
        control(EPOLL_CTL_ADD, fd, events, token);
    }

    /** From now on it waits for {@code events} of a descriptor that was added. */
    public void change(int fd, int events, long token) {
        control(EPOLL_CTL_MOD, fd, events, token);
    }

    public void add(Descriptor descriptor, long token) {
        add(descriptor.fd(), READABLE, token);
    }

    /** Closing a descriptor that was never duplicated removes it too. */
    public void remove(int fd) {
        control(EPOLL_CTL_DEL, fd, 0, 0);
    }

    private void control(int operation, int fd, int events, long token) {
        change.bytes().putInt(EpollEvent.EVENTS, events).putLong(EpollEvent.DATA, token);
        long result = Libc.call(Syscall.EPOLL_CTL, fd(), operation, fd, change.address(), 0, 0);
        if (result < 0) {
            throw new LinuxException("change epoll entry of", (int) -result, "descriptor " + fd);
        }
    }

    /** Blocks until something is ready and returns how many are; 0 if a signal ended the wait. */
    public int await() {
        return await(FOREVER);
    }

    /** As {@link #await()} but never blocks. */
    public int poll() {
        return await(0);
    }

    private int await(long timeoutMs) {
        long count =
                Libc.call(Syscall.EPOLL_PWAIT, fd(), ready.address(), eventsMax, timeoutMs, 0, SIGNAL_SET_SIZE_BYTES);
        if (count >= 0) {
            return (int) count;
        }
        if (count == -Errno.EINTR) {
            return 0;
        }
        throw new LinuxException("wait for events", (int) -count, "");
    }

    /** The token of ready entry {@code index}, from 0 below what {@link #await()} returned. */
    public long token(int index) {
        return ready.bytes().getLong(index * EpollEvent.SIZE + EpollEvent.DATA);
    }
}
