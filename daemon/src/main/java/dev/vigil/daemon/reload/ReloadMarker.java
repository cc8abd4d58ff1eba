package dev.vigil.daemon.reload;

import dev.vigil.config.model.Reloading;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of {@code reload_file}: it exists while a reload goes on, so that others can wait for the end of it. */
final class ReloadMarker {
    private final Path usual;
    private final EventLog log;
    private @Nullable Path present;

    /** @param usual the file if the keyword names none */
    ReloadMarker(Path usual, EventLog log) {
        this.usual = usual;
        this.log = log;
    }

    private Optional<Path> place(Reloading settings) {
        return settings.markerAsked()
                ? Optional.of(settings.markerFile().map(Path::of).orElse(usual))
                : Optional.empty();
    }

    /** A reload begins. */
    void begin(Reloading settings) {
        Optional<Path> file = place(settings);
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.createFile(file.get());
        } catch (FileAlreadyExistsException left) {
            // Somebody who waits for its end waits for this one, too.
            present = file.get();
            return;
        } catch (IOException refusal) {
            log.put(new DaemonEvent.OperationFailed("make reload_file " + file.get(), String.valueOf(refusal)));
            return;
        }
        present = file.get();
    }

    /** The reload is over, however it ended. */
    void end() {
        Path file = present;
        present = null;
        if (file != null) {
            remove(file);
        }
    }

    /** Removes what a daemon left behind that was killed while it reloaded. */
    void removeLeftOver(Reloading settings) {
        place(settings).ifPresent(this::remove);
    }

    private void remove(Path file) {
        try {
            boolean _ = Files.deleteIfExists(file);
        } catch (IOException refusal) {
            log.put(new DaemonEvent.OperationFailed("remove reload_file " + file, String.valueOf(refusal)));
        }
    }
}
