package dev.vigil.config.read;

import dev.vigil.config.Problems;
import dev.vigil.config.model.Rule;
import dev.vigil.config.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries of a block of rules; those without a preference get 16384, 16383 and so on, as keepalived does. */
final class RuleList {
    private static final long PREFERENCE_FIRST = 16_384;

    private final Problems problems;
    private long nextPreference = PREFERENCE_FIRST;

    RuleList(Problems problems) {
        this.problems = problems;
    }

    List<Rule> read(List<Node> entries) {
        List<Rule> rules = new ArrayList<>();
        for (Node entry : entries) {
            Optional<Rule> rule = RuleReader.read(entry, nextPreference, problems);
            if (rule.isPresent() && rule.get().preference() == nextPreference) {
                nextPreference--;
            }
            rule.ifPresent(rules::add);
        }
        return List.copyOf(rules);
    }
}
