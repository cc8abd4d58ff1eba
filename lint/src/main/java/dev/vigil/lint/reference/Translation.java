package dev.vigil.lint.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keyword table's texts in another language: a file beside this class, in which each line has the path of a keyword or
 * of an option, what it does, and, if that needs translation, what holds without it, separated by tabs.
 */
final class Translation {
    static final Translation NONE = new Translation(Map.of());

    private final Map<String, Texts> texts;

    /** What is said of one keyword. */
    private record Texts(String meaning, Optional<String> fallback) {}

    private Translation(Map<String, Texts> texts) {
        this.texts = texts;
    }

    static Translation read(String resource) {
        try (InputStream file = Translation.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same from the lines of such a file. */
    static Translation of(String lines) {
        Map<String, Texts> texts = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            String[] row = line.split("\t", -1);
            Optional<String> fallback = row.length > 2 ? Optional.of(row[2]) : Optional.empty();
            if (texts.put(row[0], new Texts(row[1], fallback)) != null) {
                throw new IllegalStateException(row[0] + " is translated twice");
            }
        });
        return new Translation(texts);
    }

    /** What is translated. */
    Set<String> paths() {
        return texts.keySet();
    }

    Optional<String> meaning(String path) {
        return Optional.ofNullable(texts.get(path)).map(Texts::meaning);
    }

    Optional<String> fallback(String path) {
        return Optional.ofNullable(texts.get(path)).flatMap(Texts::fallback);
    }
}
