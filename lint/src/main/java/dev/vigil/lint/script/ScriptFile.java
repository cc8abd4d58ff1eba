package dev.vigil.lint.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a program, where it can be looked at. */
public record ScriptFile(Path path) {
    /** Longer scripts are not read. */
    private static final long BYTES_MAX = 256 * 1024;

    public boolean exists() {
        return Files.exists(path);
    }

    /** Whether somebody may run it. */
    public boolean isExecutable() {
        try {
            return Files.getPosixFilePermissions(path).stream()
                    .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return true;
        }
    }

    /** Its text; empty if it is a binary program or cannot be read. */
    public Optional<String> text() {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > BYTES_MAX) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            for (byte b : bytes) {
                if (b == 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
