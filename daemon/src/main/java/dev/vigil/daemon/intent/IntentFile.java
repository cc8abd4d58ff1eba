package dev.vigil.daemon.intent;

import dev.vigil.linux.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file of the intents of one daemon. It is replaced as a whole, and is on the disk before anything is done, so that it
 * holds the old intents or the new ones, whenever the daemon is killed or the machine loses its power.
 */
public final class IntentFile {
    private static final Path RUN = Path.of("/run");
    private static final Path LASTING = Path.of("/var/lib/vigil");
    private static final String SOCKET_SUFFIX = ".sock";
    private static final String SUFFIX = ".intents";
    private static final int BYTES_MAX = 16 * 1024 * 1024;

    private final Path path;

    private IntentFile(Path path) {
        this.path = path;
    }

    /**
     * The file of the daemon with this control socket. It is beside it, unless that is below /run, which does not outlive a
     * restart of the machine, and there is a /var/lib/vigil, which systemd makes by the unit that comes with Vigil: then it is
     * there, {@code vigil-control.intents} for {@code /run/vigil/control.sock}.
     */
    public static IntentFile of(Path socket) {
        return of(socket, LASTING);
    }

    /** @param lasting where files outlive a restart of the machine, if there is such a directory */
    static IntentFile of(Path socket, Path lasting) {
        Path absolute = socket.toAbsolutePath().normalize();
        if (absolute.startsWith(RUN) && Files.isDirectory(lasting)) {
            String flat = RUN.relativize(absolute).toString().replace('/', '-');
            return new IntentFile(lasting.resolve(stem(flat) + SUFFIX));
        }
        return new IntentFile(absolute.resolveSibling(stem(String.valueOf(absolute.getFileName())) + SUFFIX));
    }

    /** Where another file of the same daemon is that outlives the same things, by the end of its name. */
    public static Path beside(Path socket, String suffix) {
        Path intents = of(socket).path;
        String name = String.valueOf(intents.getFileName());
        return intents.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + suffix);
    }

    private static String stem(String name) {
        return name.endsWith(SOCKET_SUFFIX) ? name.substring(0, name.length() - SOCKET_SUFFIX.length()) : name;
    }

    Path path() {
        return path;
    }

    /** Its text as it was last written; empty if there is none. */
    Optional<String> read() throws IOException {
        return OwnFile.read(path, BYTES_MAX).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Replaces it; without intents there is no file. It is on the disk when this returns. */
    void write(List<Intent> intents) throws IOException {
        if (intents.isEmpty()) {
            if (Files.deleteIfExists(path)) {
                settle();
            }
            return;
        }
        Path directory = directory();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        boolean _ = Files.deleteIfExists(draft);
        boolean moved = false;
        try {
            fill(draft, IntentLines.text(intents));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } finally {
            if (!moved) {
                boolean _ = Files.deleteIfExists(draft);
            }
        }
        settle();
    }

    private static void fill(Path draft, String text) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(draft, fresh, mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                int _ = channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** What was done to the directory is on the disk. */
    private void settle() throws IOException {
        try (FileChannel channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path directory() {
        Path parent = path.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /** Puts it aside, since it cannot be believed; the name that it has then. */
    Path putAside() throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        return Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
