package dev.vigil.daemon.reload;

import dev.vigil.config.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mistakes that a file got since the configuration in force was read, and that a start would only warn of. Whoever
 * reloads has just changed the file and looks on, while at a boot nobody does.
 */
public final class NewMistakes {
    /** A mistake wherever it stands: lines move, and a block may be told from another by what is said of it only. */
    private record Kind(String code, String message) {
        static Kind of(Problem problem) {
            return new Kind(problem.code(), problem.message());
        }
    }

    private NewMistakes() {}

    /** Those of {@code next} that are not among those of {@code inForce}, as often as they are more. */
    public static List<Problem> in(List<Problem> next, List<Problem> inForce) {
        Map<Kind, Integer> known = new HashMap<>();
        inForce.stream()
                .filter(Problem::isHarmlessMistake)
                .forEach(each -> known.merge(Kind.of(each), 1, Integer::sum));
        List<Problem> added = new ArrayList<>();
        for (Problem problem : next) {
            if (problem.isHarmlessMistake() && known.merge(Kind.of(problem), -1, Integer::sum) < 0) {
                added.add(problem);
            }
        }
        return added;
    }

    /** All findings, those that are new mistakes as the errors that they are to a reload. */
    public static List<Problem> asErrors(List<Problem> all, List<Problem> added) {
        return all.stream()
                .map(problem -> added.contains(problem) ? problem.asError() : problem)
                .toList();
    }
}
