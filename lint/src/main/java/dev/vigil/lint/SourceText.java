package dev.vigil.lint;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.syntax.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of files as they stand there, secrets and all: for looking at, not for showing. */
public final class SourceText {
    private final Map<String, List<String>> files = new HashMap<>();

    /** The texts of nodes; other files are read when their lines are asked for. */
    public SourceText(Iterable<NodeFile> nodes) {
        for (NodeFile node : nodes) {
            node.options().inputFor(node.file()).ifPresent(input -> files.put(ConfigLoader.INPUT_NAME, lines(input)));
        }
    }

    /** A line, counted from 1; empty if the file or the line cannot be had. */
    public Optional<String> line(String file, int number) {
        List<String> lines = files.computeIfAbsent(file, SourceText::read);
        return number < 1 || number > lines.size() ? Optional.empty() : Optional.of(lines.get(number - 1));
    }

    private static List<String> read(String file) {
        Path path = Path.of(file);
        try {
            boolean readable = Files.isRegularFile(path) && Files.size(path) <= ConfigLoader.FILE_BYTES_MAX;
            return readable ? lines(Files.readAllBytes(path)) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** As the loader decodes them, so that columns agree. */
    private static List<String> lines(byte[] bytes) {
        return FileText.of(bytes).text().lines().toList();
    }
}
