package dev.vigil.linux;

import static dev.vigil.linux.Constants.MSG_DONTWAIT;
import static dev.vigil.linux.Constants.MSG_NOSIGNAL;
import static dev.vigil.linux.Constants.POLLIN;
import static dev.vigil.linux.Constants.POLLOUT;
import static dev.vigil.linux.Constants.SOL_SOCKET;
import static dev.vigil.linux.Constants.SO_PEERCRED;
import static dev.vigil.linux.Constants.SO_PEERGROUPS;

import dev.vigil.linux.Structs.Pollfd;
import dev.vigil.linux.Structs.Timespec;
import dev.vigil.linux.Structs.Ucred;
import java.util.HashSet;
import java.util.Set;

/** A connection that a {@link LocalListener} took. It never blocks but in {@link #await}. One thread at a time. */
public final class LocalConnection extends Descriptor {
    /** What {@link #read} answers at the end of the stream. */
    public static final int END = -1;

    private static final int CHUNK_BYTES = 16 * 1024;

    private final NativeBuffer chunk = NativeBuffer.struct(CHUNK_BYTES);

    LocalConnection(int fd) {
        super(fd);
    }

    /**
     * Who is at the other end. To be asked before anything is read.
     *
     * @throws LinuxException ERANGE if the peer is in more than 4096 groups
     */
    public LocalPeer peer() {
        NativeBuffer credentials = NativeBuffer.struct(Ucred.SIZE);
        Socket.read(fd(), SOL_SOCKET, SO_PEERCRED, credentials, "SO_PEERCRED");
        int bytes = Socket.read(fd(), SOL_SOCKET, SO_PEERGROUPS, chunk, "SO_PEERGROUPS");
        Set<Integer> groups = new HashSet<>();
        groups.add(credentials.bytes().getInt(Ucred.GID));
        for (int position = 0; position < bytes; position += Integer.BYTES) {
            groups.add(chunk.bytes().getInt(position));
        }
        return new LocalPeer(credentials.bytes().getInt(Ucred.UID), groups);
    }

    /** How many bytes were read, 0 if none are there yet, or {@link #END}. */
    public int read(byte[] target) {
        int room = Math.min(target.length, CHUNK_BYTES);
        long count = Libc.call(Syscall.RECVFROM, fd(), chunk.address(), room, MSG_DONTWAIT, 0, 0);
        if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
            return 0;
        }
        if (count < 0) {
            throw new LinuxException("read", (int) -count, "a local connection");
        }
        chunk.bytes().get(0, target, 0, (int) count);
        return count == 0 ? END : (int) count;
    }

    /** How many bytes were taken, 0 if there is no room now. */
    public int write(byte[] source, int offset, int length) {
        int some = Math.min(length, CHUNK_BYTES);
        chunk.bytes().put(0, source, offset, some);
        long count = Libc.call(Syscall.SENDTO, fd(), chunk.address(), some, MSG_DONTWAIT | MSG_NOSIGNAL, 0, 0);
        if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
            return 0;
        }
        if (count < 0) {
            throw new LinuxException("write", (int) -count, "a local connection");
        }
        return (int) count;
    }

    /** Waits until something can be read, or written. */
    public void await(boolean toWrite, long timeoutNs) {
        NativeBuffer poll = NativeBuffer.struct(Pollfd.SIZE);
        poll.bytes().putInt(Pollfd.FD, fd()).putShort(Pollfd.EVENTS, (short) (toWrite ? POLLOUT : POLLIN));
        NativeBuffer time = NativeBuffer.struct(Timespec.SIZE);
        time.bytes()
                .putLong(Timespec.TV_SEC, timeoutNs / TimerFd.NS_PER_S)
                .putLong(Timespec.TV_NSEC, timeoutNs % TimerFd.NS_PER_S);
        long _ = Libc.call(Syscall.PPOLL, poll.address(), 1, time.address(), 0, 0, 0);
        poll.keep();
        time.keep();
    }
}
