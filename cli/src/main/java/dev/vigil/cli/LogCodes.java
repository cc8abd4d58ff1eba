package dev.vigil.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The codes of the daemon's log. What each means is in the document on events, which is a part of the program. */
final class LogCodes {
    private static final String DOCUMENT = "events.md";
    private static final String ROW = "| VGL";

    /**
     * A kind of event.
     *
     * @param code permanent, for example {@code VGL1201}
     * @param level from {@code detail} to {@code critical}
     * @param flow {@code every} one is written, or their number is {@code limited}, or that of an instance's
     *     {@code changes} is
     * @param name in words joined by underscores
     * @param example the text of such a line
     */
    record LogCode(String code, String level, String flow, String name, String example) {}

    private LogCodes() {}

    /** The kind with a code, in upper or lower case. */
    static Optional<LogCode> find(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        return all().stream().filter(known -> known.code().equals(wanted)).findFirst();
    }

    static List<LogCode> all() {
        return document()
                .lines()
                .filter(line -> line.startsWith(ROW))
                .map(LogCodes::row)
                .toList();
    }

    private static LogCode row(String line) {
        String[] cells = line.substring(2).split(" \\| ", 5);
        String example = cells[4].substring(1, cells[4].lastIndexOf('`'));
        return new LogCode(cells[0], cells[1], cells[2], cells[3], example);
    }

    private static String document() {
        try (InputStream document = LogCodes.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("no resource " + DOCUMENT);
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
