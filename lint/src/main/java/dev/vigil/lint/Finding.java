package dev.vigil.lint;

import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.SecretValues;
import dev.vigil.config.Severity;
import dev.vigil.config.model.SourcePlace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that one file holds, or several files together, and that its author will regret.
 *
 * @param code permanent, for example {@code VGL3001}
 * @param message what is wrong and what will happen
 * @param hint how to fix it
 * @param spots the places concerned, in all files; the first is the one to look at first
 */
public record Finding(Severity severity, String code, String message, Optional<String> hint, List<Spot> spots) {
    /**
     * A place that a finding is about.
     *
     * @param note what stands there, in a few words, or an empty text
     */
    public record Spot(SourcePlace place, String note) {}

    public Finding {
        spots = List.copyOf(spots);
        if (spots.isEmpty()) {
            throw new IllegalArgumentException("a finding is about some place: " + message);
        }
    }

    /** A finding of the loader. */
    public static Finding of(Problem problem) {
        return new Finding(
                problem.severity(),
                problem.code(),
                problem.message(),
                problem.hint(),
                List.of(new Spot(problem.place(), "")));
    }

    /** The same finding about other places. */
    Finding withSpots(Collection<Spot> other) {
        return new Finding(severity, code, message, hint, List.copyOf(other));
    }

    /** What is said of passwords in words that are always the same: stars in them would tell which word it is. */
    private static final Set<String> WITHOUT_VALUES = Set.of(
            LintCode.SAMPLE_PASSWORD.code(), LintCode.PASSWORD_CUT_BY_COMMENT.code(), ProblemCode.PASSWORD_CUT.code());

    /** The same finding without secrets. */
    Finding without(SecretValues secrets) {
        if (WITHOUT_VALUES.contains(code)) {
            return this;
        }
        List<SourcePlace> places = spots.stream().map(Spot::place).toList();
        List<Spot> shown = spots.stream()
                .map(spot -> new Spot(spot.place(), secrets.masked(spot.note(), code, places)))
                .toList();
        return new Finding(
                severity,
                code,
                secrets.masked(message, code, places),
                hint.map(text -> secrets.masked(text, code, places)),
                shown);
    }

    /** The place to look at first. */
    public SourcePlace place() {
        return spots.getFirst().place();
    }
}
