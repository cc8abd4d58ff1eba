package dev.vigil.config.report;

import dev.vigil.config.model.SourcePlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines that findings are about, read when they are asked for. Lines with secrets show none of them. */
final class Excerpts {
    private static final Set<String> SECRETS = Set.of("auth_pass", "key", "password");

    private final Map<String, List<String>> files = new HashMap<>();

    /** The line at a place; empty if the file cannot be read or has no such line. */
    Optional<String> line(SourcePlace place) {
        List<String> lines = files.computeIfAbsent(place.file(), Excerpts::read);
        return place.line() >= 1 && place.line() <= lines.size()
                ? Optional.of(masked(lines.get(place.line() - 1)))
                : Optional.empty();
    }

    private static List<String> read(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String masked(String line) {
        int start = line.length() - line.stripLeading().length();
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        if (!SECRETS.contains(line.substring(start, end))) {
            return line;
        }
        StringBuilder text = new StringBuilder(line);
        for (int index = end; index < line.length(); index++) {
            if (!Character.isWhitespace(line.charAt(index))) {
                text.setCharAt(index, '*');
            }
        }
        return text.toString();
    }
}
