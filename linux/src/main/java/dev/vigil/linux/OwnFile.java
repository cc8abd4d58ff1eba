package dev.vigil.linux;

import static dev.vigil.linux.Constants.O_APPEND;
import static dev.vigil.linux.Constants.O_CREAT;
import static dev.vigil.linux.Constants.O_NOFOLLOW;
import static dev.vigil.linux.Constants.O_NONBLOCK;
import static dev.vigil.linux.Constants.O_RDONLY;
import static dev.vigil.linux.Constants.O_WRONLY;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Files whose names others may know and whose directory others may write, so that something may have been planted there. */
public final class OwnFile {
    private static final int MODE = 0600;
    private static final int ROOT = 0;
    private static final int TYPE_MASK = 0170000;
    private static final int TYPE_FILE = 0100000;

    private OwnFile() {}

    /**
     * Opens a file for appending, and makes it for its owner alone if there is none. It never waits.
     *
     * @throws IOException if it is a symbolic link, no regular file, has a second name, or belongs to neither us nor root
     */
    public static FileChannel append(Path file) throws IOException {
        int fd = OpenFile.tryOpen(file.toString(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, MODE);
        if (fd < 0) {
            throw refusal(file, -fd);
        }
        try {
            // This name leads to the very file that was opened, whatever stands in its place by now.
            Path opened = Path.of("/proc/self/fd/" + fd);
            check(file, opened);
            return FileChannel.open(opened, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } finally {
            OpenFile.close(fd);
        }
    }

    /**
     * Reads a whole file; empty if there is none. It never waits.
     *
     * @throws IOException as {@link #append}, or if it is longer than {@code bytesMax}
     */
    public static Optional<byte[]> read(Path file, int bytesMax) throws IOException {
        int fd = OpenFile.tryOpen(file.toString(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
        if (fd == -Errno.ENOENT) {
            return Optional.empty();
        }
        if (fd < 0) {
            throw refusal(file, -fd);
        }
        try {
            Path opened = Path.of("/proc/self/fd/" + fd);
            check(file, opened);
            try (InputStream in = Files.newInputStream(opened)) {
                byte[] bytes = in.readNBytes(bytesMax);
                if (in.read() >= 0) {
                    throw new FileSystemException(file.toString(), null, "it is longer than " + bytesMax + " bytes");
                }
                return Optional.of(bytes);
            }
        } finally {
            OpenFile.close(fd);
        }
    }

    private static FileSystemException refusal(Path file, int errno) {
        String why = switch (errno) {
            case Errno.ELOOP -> "it is a symbolic link";
            case Errno.ENXIO -> "it is no regular file";
            default -> Errno.text(errno);
        };
        return new FileSystemException(file.toString(), null, why);
    }

    private static void check(Path file, Path opened) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(opened, "unix:mode,uid,nlink");
        if ((number(attributes, "mode") & TYPE_MASK) != TYPE_FILE) {
            throw new FileSystemException(file.toString(), null, "it is no regular file");
        }
        int owner = number(attributes, "uid");
        int self = number(Files.readAttributes(Path.of("/proc/self"), "unix:uid"), "uid");
        if (owner != self && owner != ROOT) {
            throw new FileSystemException(file.toString(), null, "it belongs to user " + owner);
        }
        if (number(attributes, "nlink") > 1) {
            throw new FileSystemException(file.toString(), null, "it has a second name (hard link)");
        }
    }

    private static int number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).intValue();
    }
}
