package dev.vigil.config.syntax;

import dev.vigil.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of one file, without their comments. */
public final class FileLines implements LineSource {
    private final String file;
    private final String text;
    private final Comments comments;
    private int position;
    private int number;

    public FileLines(String file, byte[] bytes, Problems problems) {
        this.file = file;
        this.text = new String(bytes, StandardCharsets.UTF_8);
        this.comments = new Comments(problems);
    }

    @Override
    public Optional<Line> next() {
        while (position < text.length()) {
            int end = text.indexOf('\n', position);
            int stop = end < 0 ? text.length() : end;
            Line line = new Line(file, ++number, text.substring(position, stop), 1);
            position = stop + 1;
            Optional<Line> stripped = comments.strip(line);
            if (stripped.isPresent()) {
                return stripped;
            }
        }
        return Optional.empty();
    }
}
