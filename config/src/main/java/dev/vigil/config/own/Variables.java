package dev.vigil.config.own;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.model.OwnSettings.Variable;
import dev.vigil.config.model.Secret;
import dev.vigil.config.syntax.Node;
import dev.vigil.config.syntax.Word;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the environment of programs, whose values are secrets. */
final class Variables {
    private static final String KEYWORD = "environment";

    /** How many wrong characters still leave the keyword one, so that values in it are hidden. */
    private static final int MISTAKES_MAX = 2;

    /** What a shell takes for the name of a variable. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Problems problems;

    Variables(Problems problems) {
        this.problems = problems;
    }

    /** Makes secrets of the values in a statement and the blocks in it, before anything is said of them. */
    void hide(Node node) {
        boolean environment = Suggestions.distance(node.name(), KEYWORD) <= MISTAKES_MAX;
        for (Node child : node.children()) {
            if (environment) {
                problems.secrets().addArguments(child.words(), child.place());
            } else {
                hide(child);
            }
        }
    }

    /** The variables of a block; of several with one name the last counts. */
    List<Variable> of(Section section) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (Node entry : section.entries(KEYWORD)) {
            variable(entry).ifPresent(variable -> variables.put(variable.name(), variable));
        }
        return List.copyOf(variables.values());
    }

    private Optional<Variable> variable(Node entry) {
        List<Word> words = entry.words();
        String name = words.getFirst().text();
        if (!NAME.matcher(name).matches()) {
            boolean assignment = name.indexOf('=') > 0;
            problems.add(
                    ProblemCode.OWN_SETTING_INVALID,
                    entry.place(),
                    (assignment ? "this" : "\"" + name + "\"") + " is no name of a variable; the line is left out",
                    assignment
                            ? "Write NAME VALUE, with a blank in place of the =."
                            : "A name holds letters, digits and _, and begins with no digit.");
            return Optional.empty();
        }
        if (words.size() > 2) {
            problems.add(
                    ProblemCode.EXTRA_ARGUMENTS,
                    entry.place(words.get(2)),
                    "the words from here on are ignored: a variable has one value",
                    "Put a value with blanks into double quotes.");
        }
        return Optional.of(new Variable(
                name,
                words.size() < 2
                        ? Optional.empty()
                        : Optional.of(new Secret(words.get(1).text().getBytes(StandardCharsets.UTF_8)))));
    }
}
