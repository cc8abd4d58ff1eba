package dev.vigil.config;

import dev.vigil.config.model.SourcePlace;
import java.util.List;
import java.util.Optional;

/**
 * A finding about a configuration.
 *
 * @param code permanent, for example {@code VGL2001}
 * @param message what is wrong and what will happen
 * @param hint how to fix it
 */
public record Problem(Severity severity, String code, SourcePlace place, String message, Optional<String> hint) {
    /** The same finding without secrets. */
    Problem without(SecretValues secrets) {
        List<SourcePlace> there = List.of(place);
        return new Problem(
                severity,
                code,
                place,
                secrets.masked(message, code, there),
                hint.map(text -> secrets.masked(text, code, there)));
    }

    /** Whether it is a mistake that the daemon starts with all the same. */
    public boolean isHarmlessMistake() {
        return severity == Severity.WARNING
                && ProblemCode.of(code).map(kind -> kind.harm().maySurvive()).orElse(false);
    }

    /** The same finding for those who take no mistake. */
    public Problem asError() {
        return new Problem(Severity.ERROR, code, place, message, hint);
    }

    @Override
    public String toString() {
        return place + ": " + severity.title() + ": " + message + " [" + code + "]"
                + hint.map(text -> "\n    " + text).orElse("");
    }
}
