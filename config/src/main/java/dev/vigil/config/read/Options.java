package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import java.util.List;
import java.util.Optional;

/** Walks over the words of an entry: something first, then options, some with a value. */
final class Options {
    private final Node entry;
    private final List<Word> words;
    private final Problems problems;
    private int index = 1;

    Options(Node entry, Problems problems) {
        this.entry = entry;
        this.words = entry.words();
        this.problems = problems;
    }

    boolean hasNext() {
        return index < words.size();
    }

    /** The next option. */
    Word next() {
        return words.get(index++);
    }

    /** The next word, if there is one, without going past it. */
    Optional<Word> peek() {
        return hasNext() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** The value of an option; reported if it is missing. */
    Optional<Word> value(Word option) {
        if (!hasNext()) {
            problems.add(
                    ProblemCode.MISSING_ARGUMENT,
                    entry.endPlace(),
                    "option " + option.text() + " needs a value",
                    "Add it, or remove the option.");
            return Optional.empty();
        }
        return Optional.of(next());
    }

    SourcePlace place(Word word) {
        return entry.place(word);
    }

    void unknown(Word option, String hint) {
        problems.add(
                ProblemCode.UNKNOWN_OPTION,
                place(option),
                "\"" + option.text() + "\" is no option here and is ignored",
                hint);
    }
}
