package dev.vigil.linux;

import static dev.vigil.linux.Constants.AT_FDCWD;
import static dev.vigil.linux.Constants.O_NOFOLLOW;
import static dev.vigil.linux.Constants.O_NONBLOCK;
import static dev.vigil.linux.Constants.O_RDWR;
import static dev.vigil.linux.Constants.S_IFIFO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A named pipe that is written without ever waiting: what does not fit, because its reader is slow or there is none, is not
 * taken. It holds what nobody has read yet, up to 64 KiB, for a reader that comes later. One thread at a time.
 */
public final class NamedPipe extends Descriptor {
    /** The longest text that goes into a pipe as a whole or not at all. */
    public static final int TEXT_BYTES_MAX = 4096;

    private static final int MADE_FOR_US = 0600;
    private static final int TYPE_MASK = 0170000;
    private static final int ROOT = 0;

    private final Path path;
    private final boolean made;
    private final NativeBuffer buffer = NativeBuffer.struct(TEXT_BYTES_MAX);

    /** Whose a pipe is that has to be made, and what others may do with it. */
    public record Owner(int uid, int gid, int mode) {}

    private NamedPipe(int fd, Path path, boolean made) {
        super(fd);
        this.path = path;
        this.made = made;
    }

    /**
     * Opens the pipe of that name, and makes it if there is nothing. One that is there stays as it is.
     *
     * @throws IOException if something else has the name, a symbolic link included, or a pipe that belongs to neither root nor
     *     us nor its owner; the message says what it is
     */
    public static NamedPipe open(Path path, Owner owner) throws IOException {
        Optional<String> obstacle = obstacle(path, owner, LinkOption.NOFOLLOW_LINKS);
        if (obstacle.isPresent()) {
            throw new IOException(obstacle.get());
        }
        int fd = tryOpen(path);
        boolean made = fd == -Errno.ENOENT;
        if (made) {
            make(path);
            fd = tryOpen(path);
        }
        if (fd < 0) {
            throw new IOException(fd == -Errno.ELOOP ? "it is a symbolic link" : Errno.text(-fd));
        }
        boolean kept = false;
        try {
            // This name leads to the very file that was opened, whatever stands in its place by now.
            Optional<String> wrong = obstacle(Path.of("/proc/self/fd/" + fd), owner);
            if (wrong.isPresent()) {
                throw new IOException(wrong.get());
            }
            if (made) {
                give(fd, path, owner);
            }
            kept = true;
            return new NamedPipe(fd, path, made);
        } finally {
            if (!kept) {
                OpenFile.close(fd);
            }
        }
    }

    private static int tryOpen(Path path) {
        return OpenFile.tryOpen(path.toString(), O_RDWR | O_NONBLOCK | O_NOFOLLOW, 0);
    }

    /** Makes it for this process alone at first. */
    private static void make(Path path) throws IOException {
        NativeBuffer name = NativeBuffer.cString(path.toString());
        long result = Libc.call(Syscall.MKNODAT, AT_FDCWD, name.address(), S_IFIFO | MADE_FOR_US, 0, 0, 0);
        name.keep();
        if (result < 0) {
            throw new IOException("it cannot be made: " + Errno.text((int) -result));
        }
    }

    /** The mode comes first: what belongs to somebody else may not be ours to open to others. */
    private static void give(int fd, Path path, Owner owner) throws IOException {
        long opened = Libc.call(Syscall.FCHMOD, fd, owner.mode, 0);
        long given = opened < 0 ? opened : Libc.call(Syscall.FCHOWN, fd, owner.uid, owner.gid);
        if (given < 0) {
            boolean _ = path.toFile().delete();
            throw new IOException("it cannot be given to its owner: " + Errno.text((int) -given));
        }
    }

    /** Why this is not a pipe that may be written; empty if it is, or if there is nothing. */
    private static Optional<String> obstacle(Path file, Owner owner, LinkOption... options) throws IOException {
        if (!Files.exists(file, options)) {
            return Optional.empty();
        }
        Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,uid", options);
        if ((number(attributes, "mode") & TYPE_MASK) != S_IFIFO) {
            return Optional.of(
                    Files.isSymbolicLink(file) && options.length > 0 ? "it is a symbolic link" : "it is no FIFO");
        }
        int uid = number(attributes, "uid");
        int self = number(Files.readAttributes(Path.of("/proc/self"), "unix:uid"), "uid");
        return uid == ROOT || uid == self || uid == owner.uid
                ? Optional.empty()
                : Optional.of("it belongs to user " + Integer.toUnsignedString(uid));
    }

    private static int number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).intValue();
    }

    /** Whether a text of at most {@link #TEXT_BYTES_MAX} bytes was taken as a whole; otherwise nothing of it was. */
    public boolean write(byte[] text) {
        if (text.length > TEXT_BYTES_MAX) {
            return false;
        }
        buffer.bytes().put(0, text);
        long written = Libc.call(Syscall.WRITE, fd(), buffer.address(), text.length);
        if (written < 0 && written != -Errno.EAGAIN) {
            throw new LinuxException("write", (int) -written, path.toString());
        }
        return written == text.length;
    }

    /** Closes it, and removes it if it was made here and still has its name. What nobody has read by now is lost. */
    @Override
    public void close() {
        if (isOpen() && made && isStillThere()) {
            boolean _ = path.toFile().delete();
        }
        super.close();
    }

    private boolean isStillThere() {
        try {
            return Files.readAttributes(path, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS)
                    .equals(Files.readAttributes(Path.of("/proc/self/fd/" + fd()), "unix:dev,ino"));
        } catch (IOException gone) {
            return false;
        }
    }
}
