package dev.vigil.config.syntax;

import dev.vigil.config.model.SourcePlace;
import java.util.List;

/**
 * A statement: its words and, if braces follow, the statements between them.
 *
 * @param line where the words stand
 * @param end where the statement ends in its line
 * @param words at least one, except for braces that follow no word
 * @param block whether braces follow
 */
public record Node(Line line, int end, List<Word> words, boolean block, List<Node> children) {
    public String name() {
        return words.isEmpty() ? "" : words.getFirst().text();
    }

    public SourcePlace place() {
        return words.isEmpty() ? line.place(0) : place(words.getFirst());
    }

    public SourcePlace place(Word word) {
        return line.place(word.start());
    }

    /** Where the statement's text ends. */
    public SourcePlace endPlace() {
        return line.place(words.isEmpty() ? 0 : words.getLast().end());
    }

    /** The words after the first. */
    public List<Word> arguments() {
        return words.isEmpty() ? words : words.subList(1, words.size());
    }

    /** The statement as it stands in the line. */
    public String text() {
        return words.isEmpty()
                ? ""
                : line.text().substring(words.getFirst().start(), end).strip();
    }

    /** The text after the first word as it stands in the line, quotes included. */
    public String argumentText() {
        return words.size() < 2 ? "" : line.text().substring(words.get(1).start(), end);
    }
}
