package dev.vigil.daemon.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        return Optional.of(Journal.parse(text).orElseThrow(() -> new IOException(path + " is not a journal of Vigil")));
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
        Files.writeString(draft, journal.text(), StandardCharsets.UTF_8);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void delete() throws IOException {
        boolean _ = Files.deleteIfExists(path);
    }
}
