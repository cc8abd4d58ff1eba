package dev.vigil.daemon.reload;

import dev.vigil.config.model.Reloading;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.ReloadEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Copies of the configurations that were in force, in the directory of {@code config_save_dir}, with the secrets that they hold:
 * they are for their owner alone. Each has the number of the process in its name, and one of its own, from 0.
 */
final class SavedConfigs {
    private final long process;
    private final EventLog log;
    private int next;

    SavedConfigs(long process, EventLog log) {
        this.process = process;
        this.log = log;
    }

    /** Keeps a copy if the configuration asks for it. */
    void save(Reloading settings, Optional<String> text) {
        int number = next++;
        if (settings.saveDirectory().isEmpty() || text.isEmpty()) {
            return;
        }
        Path file = Path.of(settings.saveDirectory().get()).resolve("keepalived.conf." + process + "." + number);
        try {
            boolean _ = Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text.get(), StandardOpenOption.WRITE);
            log.put(new ReloadEvent.Saved(file.toString()));
        } catch (IOException refusal) {
            log.put(new DaemonEvent.OperationFailed("keep a copy of the configuration", String.valueOf(refusal)));
        }
    }
}
