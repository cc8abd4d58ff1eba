package dev.vigil.config.lint.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of files as they stand there, secrets and all: for looking at, not for showing. */
public final class SourceText {
    /** Longer files are not read. */
    private static final long FILE_BYTES_MAX = 16 * 1024 * 1024;

    private final Map<String, List<String>> files = new HashMap<>();

    public SourceText() {}

    /** A line, counted from 1; empty if the file or the line cannot be had. */
    public Optional<String> line(String file, int number) {
        List<String> lines = files.computeIfAbsent(file, SourceText::read);
        return number < 1 || number > lines.size() ? Optional.empty() : Optional.of(lines.get(number - 1));
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
