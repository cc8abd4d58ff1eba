package dev.vigil.daemon.reload;

import dev.vigil.config.Problem;
import dev.vigil.config.model.Reloading;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.log.Findings;
import dev.vigil.daemon.log.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

/**
 * The file of {@code reload_check_config}: what was found about the configuration that was read last, a line for each finding.
 * That a configuration with errors is not taken holds with that keyword and without it.
 */
final class CheckReport {
    private final EventLog log;

    CheckReport(EventLog log) {
        this.log = log;
    }

    void write(Reloading settings, Reading reading) {
        if (!settings.check() || settings.checkLog().isEmpty()) {
            return;
        }
        String text = reading.problems().stream().map(CheckReport::line).collect(Collectors.joining());
        String obstacle = reading.obstacle().isEmpty() ? "" : Printable.of(reading.obstacle()) + "\n";
        Path file = Path.of(settings.checkLog().get());
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text + obstacle);
        } catch (IOException refusal) {
            log.put(new DaemonEvent.OperationFailed("write " + file, String.valueOf(refusal)));
        }
    }

    private static String line(Problem problem) {
        return Printable.of(Findings.line(problem)) + "\n";
    }
}
