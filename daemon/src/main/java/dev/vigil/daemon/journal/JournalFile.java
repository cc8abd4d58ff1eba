package dev.vigil.daemon.journal;

import dev.vigil.linux.OwnFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The place of a {@link Journal}: beside the control socket, so that daemons with sockets of their own have journals of
 * their own. It is replaced as a whole, so that a reader sees the old one or the new one, whenever the writer is killed.
 */
public final class JournalFile {
    private static final String SOCKET_SUFFIX = ".sock";
    private static final String SUFFIX = ".journal";
    private static final int BYTES_MAX = 64 * 1024 * 1024;

    private final Path path;

    private JournalFile(Path path) {
        this.path = path;
    }

    /** The journal of the daemon with this control socket: {@code control.journal} beside {@code control.sock}. */
    public static JournalFile beside(Path socket) {
        Path absolute = socket.toAbsolutePath();
        String name = String.valueOf(absolute.getFileName());
        String stem = name.endsWith(SOCKET_SUFFIX) ? name.substring(0, name.length() - SOCKET_SUFFIX.length()) : name;
        return new JournalFile(absolute.resolveSibling(stem + SUFFIX));
    }

    public Path path() {
        return path;
    }

    /**
     * The journal as it was last written; empty if there is none.
     *
     * @throws IOException if there is a file that cannot be read or is no journal
     */
    public Optional<Journal> read() throws IOException {
        Optional<byte[]> bytes = OwnFile.read(path, BYTES_MAX);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        Optional<Journal> journal = Journal.parse(new String(bytes.get(), StandardCharsets.UTF_8));
        return Optional.of(journal.orElseThrow(() -> new IOException(path + " is not a journal of Vigil")));
    }

    /**
     * Takes the lock that everybody holds who clears by the journal or replaces it: daemons, {@code vigil cleanup} and
     * guardians.
     */
    public JournalLock lock() {
        return JournalLock.take(path.resolveSibling(path.getFileName() + ".lock"));
    }

    /** Replaces the journal. */
    public void write(Journal journal) throws IOException {
        Path directory = path.getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        boolean _ = Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean moved = false;
        try {
            Files.writeString(draft, journal.text(), StandardCharsets.UTF_8);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } finally {
            if (!moved) {
                boolean _ = Files.deleteIfExists(draft);
            }
        }
    }

    public void delete() throws IOException {
        boolean _ = Files.deleteIfExists(path);
    }
}
