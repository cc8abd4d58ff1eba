package dev.vigil.config.syntax;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.syntax.Definitions.Definition;
import java.util.List;
import java.util.Optional;

/**
 * Puts values in the place of names: {@code ${NAME}} anywhere, and {@code $NAME} before a blank, a comma, a closing
 * parenthesis or the end of the line. Names that are not defined stay as they are.
 */
final class Expander {
    private static final int DEPTH_MAX = 64;
    /** More names than a line can reasonably lead to; definitions of definitions grow exponentially. */
    private static final int REPLACEMENTS_MAX = 10_000;

    /** Ten names for each line that there may be; a repeated line must not grow exponentially each time. */
    private static final int REPLACEMENTS_TOTAL_MAX = 20_000_000;

    private final Definitions definitions;
    private final BuiltIns builtIns;
    private final Problems problems;
    private int replacements;
    private int replacementsTotal;

    Expander(Definitions definitions, BuiltIns builtIns, Problems problems) {
        this.definitions = definitions;
        this.builtIns = builtIns;
        this.problems = problems;
    }

    /**
     * A line after expansion.
     *
     * @param multiLine whether a multi-line definition stood at its end, so that all of it must be expanded again
     * @param rest the further lines of that definition
     */
    record Expansion(Line line, boolean multiLine, List<Line> rest) {}

    /** A name in a text: from the dollar sign at {@code start} up to {@code end}. */
    private record Reference(String name, int start, int end) {}

    /** Expands a line; empty if that fails, which is reported. */
    Optional<Expansion> expand(Line line, String directory) {
        if (line.text().indexOf('$') < 0) {
            return Optional.of(new Expansion(line, false, List.of()));
        }
        if (replacementsTotal > REPLACEMENTS_TOTAL_MAX) {
            boolean _ = failed(line, "the configuration has led to more than " + REPLACEMENTS_TOTAL_MAX + " names");
            return Optional.empty();
        }
        replacements = 0;
        Line.Builder builder = new Line.Builder(line);
        boolean expanded = append(line.text(), line, -1, builder, directory, 0);
        replacementsTotal += replacements;
        if (!expanded) {
            return Optional.empty();
        }
        return atEnd(builder.build(), line);
    }

    /**
     * Appends {@code text} with its names replaced.
     *
     * @param at where the text stands in the line, or -1 if it is the line
     */
    private boolean append(String text, Line line, int at, Line.Builder builder, String directory, int depth) {
        if (depth > DEPTH_MAX || ++replacements > REPLACEMENTS_MAX) {
            return failed(line, "definitions contain themselves or each other");
        }
        if (builder.length() > FileLines.BYTES_MAX) {
            return failed(line, "with its definitions expanded the line is longer than 1023 bytes");
        }
        int index = 0;
        while (index < text.length()) {
            int place = at < 0 ? index : at;
            char c = text.charAt(index);
            if (c != '$') {
                builder.add(c, place);
                index++;
                continue;
            }
            Optional<Reference> found = reference(text, index);
            Optional<String> value = found.isEmpty() ? Optional.empty() : value(found.get(), line, directory);
            if (value.isEmpty()) {
                builder.add(c, place);
                index++;
            } else if (append(value.get(), line, place, builder, directory, depth + 1)) {
                index = found.orElseThrow().end();
            } else {
                return false;
            }
        }
        return true;
    }

    private boolean failed(Line line, String why) {
        problems.add(
                ProblemCode.DEFINITION_INVALID,
                line.place(0),
                why + "; the line is left out",
                "Check the definitions that the line uses.");
        return false;
    }

    /** The value of a name that stands for text on one line. */
    private Optional<String> value(Reference reference, Line line, String directory) {
        Optional<Definition> definition = definitions.find(reference.name());
        if (definition.isPresent()) {
            return definition.get().multiLine()
                    ? Optional.empty()
                    : Optional.of(definition.get().lines().getFirst().text());
        }
        return builtIns.value(reference.name(), directory, line.place(0), problems);
    }

    private static Optional<Reference> reference(String text, int start) {
        if (text.startsWith("{", start + 1)) {
            int close = text.indexOf('}', start);
            return close < 0
                    ? Optional.empty()
                    : Optional.of(new Reference(text.substring(start + 2, close), start, close + 1));
        }
        int end = Definitions.nameEnd(text, start + 1);
        boolean ended = end == text.length() || " \t,)".indexOf(text.charAt(end)) >= 0;
        return end > start + 1 && ended
                ? Optional.of(new Reference(text.substring(start + 1, end), start, end))
                : Optional.empty();
    }

    /** Looks for the name of a multi-line definition, which may stand at the end of a line only. */
    private Optional<Expansion> atEnd(Line line, Line origin) {
        String text = line.text();
        for (int index = text.indexOf('$'); index >= 0; index = text.indexOf('$', index + 1)) {
            Optional<Reference> reference = reference(text, index);
            Optional<Definition> definition = reference.flatMap(found -> definitions.find(found.name()));
            if (definition.isPresent() && definition.get().multiLine()) {
                if (reference.get().end() < text.stripTrailing().length()) {
                    failed(
                            origin,
                            "the multi-line definition " + reference.get().name() + " does not end its line");
                    return Optional.empty();
                }
                return Optional.of(join(line, reference.get().start(), definition.get()));
            }
        }
        return Optional.of(new Expansion(line, false, List.of()));
    }

    private static Expansion join(Line line, int start, Definition definition) {
        List<Line> lines = definition.lines();
        if (lines.isEmpty()) {
            return new Expansion(line.slice(0, start), true, List.of());
        }
        List<Line> rest = lines.subList(1, lines.size());
        if (start == 0) {
            return new Expansion(lines.getFirst(), true, rest);
        }
        Line.Builder builder = new Line.Builder(line);
        for (int index = 0; index < start; index++) {
            builder.copy(index);
        }
        builder.insert(lines.getFirst().text(), start);
        return new Expansion(builder.build(), true, rest);
    }
}
