package dev.vigil.linux;

import static dev.vigil.linux.Constants.IN_CLOEXEC;
import static dev.vigil.linux.Constants.IN_CLOSE_WRITE;
import static dev.vigil.linux.Constants.IN_CREATE;
import static dev.vigil.linux.Constants.IN_DELETE;
import static dev.vigil.linux.Constants.IN_DELETE_SELF;
import static dev.vigil.linux.Constants.IN_MASK_ADD;
import static dev.vigil.linux.Constants.IN_MOVED_FROM;
import static dev.vigil.linux.Constants.IN_MOVED_TO;
import static dev.vigil.linux.Constants.IN_MOVE_SELF;
import static dev.vigil.linux.Constants.IN_NONBLOCK;
import static dev.vigil.linux.Constants.IN_ONLYDIR;
import static dev.vigil.linux.Constants.IN_Q_OVERFLOW;

import dev.vigil.linux.Structs.InotifyEvent;
import java.util.OptionalInt;

/** Changes of directories, as the kernel sees them. One thread at a time. */
public final class Inotify extends Descriptor {
    /** The most bytes that one read takes: some hundred changes. */
    private static final int INBOX_BYTES = 16_384;

    private static final int SELF = IN_DELETE_SELF | IN_MOVE_SELF;

    /** What changes the meaning of a name, or the content behind it once a writer has closed it. */
    private static final int ENTRIES = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

    private final NativeBuffer inbox = NativeBuffer.struct(INBOX_BYTES);

    private Inotify(int fd) {
        super(fd);
    }

    public static Inotify open() {
        return new Inotify(
                (int) Libc.require("watch files", "", Syscall.INOTIFY_INIT1, IN_CLOEXEC | IN_NONBLOCK, 0, 0));
    }

    /**
     * Watches a directory besides what is watched of it already.
     *
     * @param entries whether what is in it matters, or only whether it is moved or removed itself
     * @return the number of the watch, the same one for the same directory; empty if there is no such directory now
     */
    public OptionalInt watch(String directory, boolean entries) {
        int mask = SELF | (entries ? ENTRIES : 0) | IN_ONLYDIR | IN_MASK_ADD;
        NativeBuffer path = NativeBuffer.cString(directory);
        long result = Libc.call(Syscall.INOTIFY_ADD_WATCH, fd(), path.address(), Integer.toUnsignedLong(mask));
        path.keep();
        if (result == -Errno.ENOENT || result == -Errno.ENOTDIR) {
            return OptionalInt.empty();
        }
        if (result < 0) {
            throw new LinuxException("watch", (int) -result, directory);
        }
        return OptionalInt.of((int) result);
    }

    /** Watches it no longer; nothing if the kernel has given the watch up by itself. */
    public void forget(int watch) {
        long _ = Libc.call(Syscall.INOTIFY_RM_WATCH, fd(), watch, 0);
    }

    /** Takes what has happened. */
    public interface Sink {
        /**
         * @param watch the directory
         * @param name what of it; empty for the directory itself
         * @param created whether a name came into being, whose content a writer may still be writing
         */
        void changed(int watch, String name, boolean created);

        /** Changes were lost: anything may have happened. */
        void lost();
    }

    /**
     * Takes what has happened since the last call, without blocking.
     *
     * @return whether there was anything
     */
    public boolean read(Sink sink) {
        long length = Libc.call(Syscall.READ, fd(), inbox.address(), INBOX_BYTES);
        if (length == -Errno.EAGAIN || length == -Errno.EINTR) {
            return false;
        }
        if (length < 0) {
            throw new LinuxException("read", (int) -length, "inotify");
        }
        int position = 0;
        while (position + InotifyEvent.SIZE <= length) {
            int mask = inbox.bytes().getInt(position + InotifyEvent.MASK);
            int nameLength = inbox.bytes().getInt(position + InotifyEvent.LEN);
            if ((mask & IN_Q_OVERFLOW) != 0) {
                sink.lost();
            } else {
                String name = NativeBuffer.text(inbox.bytes(), position + InotifyEvent.SIZE, nameLength);
                sink.changed(inbox.bytes().getInt(position + InotifyEvent.WD), name, (mask & IN_CREATE) != 0);
            }
            position += InotifyEvent.SIZE + nameLength;
        }
        return true;
    }
}
