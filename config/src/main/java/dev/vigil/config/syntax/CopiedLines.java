package dev.vigil.config.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/** Lines of a configuration that somebody else gets, too, each file's behind a comment with its name. */
public final class CopiedLines implements LineSource {
    private final LineSource source;
    private final Consumer<String> copy;
    private String file = "";

    public CopiedLines(LineSource source, Consumer<String> copy) {
        this.source = source;
        this.copy = copy;
    }

    @Override
    public Optional<Line> next() {
        Optional<Line> line = source.next();
        line.ifPresent(this::note);
        return line;
    }

    private void note(Line line) {
        if (!line.file().equals(file)) {
            file = line.file();
            copy.accept("# " + file);
        }
        copy.accept(line.text());
    }

    @Override
    public void outermostBegins() {
        source.outermostBegins();
    }
}
