package dev.vigil.lint;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.config.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether {@code vigil run} starts with the file of a node.
 *
 * @param obstacles why it does not, a clause each; empty if it starts
 */
public record Verdict(NodeFile node, List<String> obstacles) {
    public Verdict {
        obstacles = List.copyOf(obstacles);
    }

    /** What the file decides, and the machine if it may be looked at. */
    static Verdict of(ClusterNode node) {
        List<String> obstacles = new ArrayList<>();
        long errors = node.problems().stream()
                .map(Problem::severity)
                .filter(severity -> severity == Severity.ERROR)
                .count();
        if (errors > 0 && !node.config().own().lenient()) {
            obstacles.add(Words.count(errors, "error") + " in its file");
        }
        node.source().machine().ifPresent(machine -> obstacles.addAll(machine.obstacles(node.config())));
        return new Verdict(node.source(), obstacles);
    }

    public boolean starts() {
        return obstacles.isEmpty();
    }

    /** {@code would start} or {@code would not start}, with the reason. */
    public String text() {
        if (!starts()) {
            return "would not start: " + String.join("; ", obstacles);
        }
        return node.machine().isPresent()
                ? "would start"
                : "would start, as far as its file says (vigil check --host asks the machine, too)";
    }
}
