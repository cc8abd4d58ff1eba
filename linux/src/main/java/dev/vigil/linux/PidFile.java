package dev.vigil.linux;

import static dev.vigil.linux.Constants.F_OFD_SETLK;
import static dev.vigil.linux.Constants.F_WRLCK;
import static dev.vigil.linux.Constants.O_CREAT;
import static dev.vigil.linux.Constants.O_NOFOLLOW;
import static dev.vigil.linux.Constants.O_NONBLOCK;
import static dev.vigil.linux.Constants.O_RDONLY;
import static dev.vigil.linux.Constants.O_RDWR;
import static dev.vigil.linux.Constants.SEEK_SET;

import dev.vigil.linux.Structs.Flock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file that tells our process number and that only one process at a time may hold: one decimal line, mode 0644, with
 * an open file description lock that ends with the process. One thread at a time.
 */
public final class PidFile extends Descriptor {
    private static final int MODE = 0644;
    private static final int OPEN_ATTEMPTS_MAX = 10;
    private static final int TEXT_MAX = 32;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Path path;

    private PidFile(int fd, Path path) {
        super(fd);
        this.path = path;
    }

    /**
     * Claims the file for this process; empty if another process holds it.
     *
     * @throws LinuxException if it cannot be made, as EACCES, or ELOOP if it is a symbolic link, or EINVAL if it is no
     *     regular file
     */
    public static Optional<PidFile> claim(Path path, long pid) {
        for (int attempt = 0; attempt < OPEN_ATTEMPTS_MAX; attempt++) {
            int fd = OpenFile.open(path.toString(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, MODE);
            boolean kept = false;
            try {
                requireRegular(fd, path);
                int errno = lock(fd);
                if (errno == Errno.EAGAIN || errno == Errno.EACCES) {
                    return Optional.empty();
                }
                if (errno != 0) {
                    throw new LinuxException("lock", errno, path.toString());
                }
                if (isStillAt(path, fd)) {
                    write(fd, path, pid);
                    kept = true;
                    return Optional.of(new PidFile(fd, path));
                }
            } finally {
                if (!kept) {
                    OpenFile.close(fd);
                }
            }
        }
        throw new LinuxException("claim", Errno.EAGAIN, path.toString());
    }

    /**
     * The number of the process that the file names, if it names one. What stands in its place may be anybody's: it is read
     * without waiting, following no link, and no further than a number goes.
     */
    public static OptionalLong read(Path path) {
        int fd = OpenFile.tryOpen(path.toString(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
        if (fd < 0) {
            return OptionalLong.empty();
        }
        try {
            requireRegular(fd, path);
            String text = OpenFile.read(fd, TEXT_MAX, path.toString()).strip();
            return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (LinuxException unreadable) {
            return OptionalLong.empty();
        } finally {
            OpenFile.close(fd);
        }
    }

    private static void requireRegular(int fd, Path path) {
        if (!Files.isRegularFile(Path.of("/proc/self/fd/" + fd))) {
            throw new LinuxException("claim", Errno.EINVAL, path.toString());
        }
    }

    private static int lock(int fd) {
        NativeBuffer flock = NativeBuffer.struct(Flock.SIZE);
        flock.bytes().putShort(Flock.L_TYPE, (short) F_WRLCK).putShort(Flock.L_WHENCE, (short) SEEK_SET);
        long result = Libc.call(Syscall.FCNTL, fd, F_OFD_SETLK, flock.address());
        flock.keep();
        return (int) -result;
    }

    /** Whether the path still names the file that was opened, and not one made after its holder had removed it. */
    private static boolean isStillAt(Path path, int fd) {
        try {
            return Files.isSameFile(Path.of("/proc/self/fd/" + fd), path);
        } catch (NoSuchFileException removed) {
            return false;
        } catch (IOException e) {
            throw new LinuxException("look at", Errno.EIO, path + ": " + e.getMessage());
        }
    }

    private static void write(int fd, Path path, long pid) {
        // The mode given to open is cut by the umask.
        Libc.require("set mode of", path.toString(), Syscall.FCHMOD, fd, MODE, 0);
        Libc.require("truncate", path.toString(), Syscall.FTRUNCATE, fd, 0, 0);
        OpenFile.write(fd, pid + "\n", path.toString());
    }

    /** Removes the file, then gives it up. */
    @Override
    public void close() {
        if (isOpen()) {
            // The lock still holds, so the file is ours to remove.
            boolean _ = path.toFile().delete();
        }
        super.close();
    }
}
