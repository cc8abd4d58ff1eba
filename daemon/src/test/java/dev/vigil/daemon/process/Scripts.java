package dev.vigil.daemon.process;

import dev.vigil.config.model.Command;
import dev.vigil.config.model.Notifications;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.track.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Commands and scripts as a configuration would hold them. */
final class Scripts {
    static final SourcePlace PLACE = new SourcePlace("test.conf", 1, 1);
    private static final long NS_PER_MS = 1_000_000;

    private Scripts() {}

    static Command command(String... words) {
        return new Command(List.of(words), Optional.empty(), PLACE);
    }

    static Notifications nobody() {
        return new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static Notifications any(Command any) {
        return new Notifications(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(any),
                false);
    }

    static Notifications everyState() {
        return new Notifications(
                Optional.of(command("/master", "m")),
                Optional.of(command("/backup", "b")),
                Optional.of(command("/fault", "f")),
                Optional.of(command("/stop", "s")),
                Optional.of(command("/lower", "l")),
                Optional.of(command("/any", "a")),
                false);
    }

    /** A script that runs once in a long while and may take long; a test asks for what it needs otherwise. */
    static VrrpScript tracked(String name, Command command, long intervalMs, long timeoutMs) {
        return new VrrpScript(
                name,
                command,
                intervalMs * NS_PER_MS,
                timeoutMs * NS_PER_MS,
                new Weight(-10, false),
                1,
                1,
                false,
                PLACE);
    }

    static VrrpScript tracked(String name, Command command) {
        return tracked(name, command, 60_000, 10_000);
    }

    /** Writes an executable shell script. */
    static Path write(Path directory, String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
