package dev.vigil.daemon.track;

import dev.vigil.config.model.TrackFile;
import dev.vigil.config.model.TrackFile.InitialContent;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Makes the files of {@code init_file} at a start. A reload makes none. */
final class InitialFiles {
    private InitialFiles() {}

    static void make(List<TrackFile> files, EventLog log) {
        for (TrackFile file : files) {
            Optional<InitialContent> initial = file.initial();
            if (initial.isPresent()) {
                try {
                    make(Path.of(file.path()), initial.get());
                } catch (IOException failure) {
                    log.put(new DaemonEvent.OperationFailed(
                            "make the file of track_file " + file.name(), String.valueOf(failure)));
                }
            }
        }
    }

    /** A link in the place of the file is replaced, and what it leads to stays as it is. */
    private static void make(Path file, InitialContent initial) throws IOException {
        if (!initial.overwrite() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path fresh = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        try {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, initial.value() + "\n", StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
