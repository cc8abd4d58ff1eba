package dev.vigil.config.lint.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that findings point at, as they stand in their files but without secrets. */
public final class SourceLines {
    /** Longer files are not shown. */
    private static final long FILE_BYTES_MAX = 16 * 1024 * 1024;

    /** A line is shown up to here. */
    private static final int LINE_LENGTH_MAX = 200;

    /** A keyword whose argument nobody else may see, and the argument. */
    private static final Pattern SECRET =
            Pattern.compile("(?<=\\b(?:auth_pass|password)\\s{1,40}|\\bkey\\s{1,40}\\d{1,3}\\s{1,40})\\S.*");

    private final Map<String, List<String>> files = new HashMap<>();

    public SourceLines() {}

    /** A line, counted from 1; empty if the file or the line cannot be had. */
    public Optional<String> line(String file, int number) {
        List<String> lines = files.computeIfAbsent(file, SourceLines::read);
        return number < 1 || number > lines.size() ? Optional.empty() : Optional.of(shown(lines.get(number - 1)));
    }

    private static String shown(String line) {
        Matcher secret = SECRET.matcher(line);
        String open = secret.find() ? line.substring(0, secret.start()) + "********" : line;
        return open.length() > LINE_LENGTH_MAX ? open.substring(0, LINE_LENGTH_MAX) : open;
    }

    private static List<String> read(String file) {
        Path path = Path.of(file);
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > FILE_BYTES_MAX) {
                return List.of();
            }
            // A malformed byte becomes a replacement character: a line is shown, never refused.
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
