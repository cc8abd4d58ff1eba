package dev.vigil.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who is behind a pid file. Vigil holds a lock on its own; keepalived 2.2.7 holds none, so its process is looked for. */
final class PidHolder {
    private static final String KEEPALIVED = "keepalived";

    private PidHolder() {}

    /** What the file says, for people. */
    static String text(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    /** Whether the file names a running keepalived; a number that belongs to another program by now does not count. */
    static boolean isKeepalived(Path path) {
        String text = text(path);
        if (!text.matches("\\d{1,18}")) {
            return false;
        }
        Optional<String> command = ProcessHandle.of(Long.parseLong(text))
                .flatMap(process -> process.info().command());
        return command.filter(program ->
                        KEEPALIVED.equals(String.valueOf(Path.of(program).getFileName())))
                .isPresent();
    }
}
