package dev.vigil.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return KEEPALIVED.equals(firstLine(Path.of("/proc", text, "comm")))
                || KEEPALIVED.equals(fileName(firstArgument(text)));
    }

    /** A program's name for itself, which it may change. The link to its file is for those only who have its capabilities. */
    private static String firstLine(Path path) {
        return contents(path).lines().findFirst().orElse("");
    }

    private static String firstArgument(String pid) {
        String arguments = contents(Path.of("/proc", pid, "cmdline"));
        int end = arguments.indexOf('\0');
        return end < 0 ? arguments : arguments.substring(0, end);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String contents(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
