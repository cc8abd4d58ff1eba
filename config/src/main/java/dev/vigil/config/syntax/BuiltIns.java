package dev.vigil.config.syntax;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.model.SourcePlace;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The names that are defined without a definition.
 *
 * @param configId {@code _INSTANCE}, and what {@code @} lines are compared with
 * @param environment {@code _ENV NAME}; an empty text for a variable that is not set
 * @param random {@code _RANDOM}
 */
public record BuiltIns(Supplier<String> configId, UnaryOperator<String> environment, Supplier<RandomGenerator> random) {
    private static final int RANDOM_MAX = 32767;

    /** The value of {@code ${TEXT}} in a file of this directory. */
    Optional<String> value(String text, String directory, SourcePlace place, Problems problems) {
        String[] words = text.trim().split(" +", -1);
        return switch (words[0]) {
            case "_PWD" -> Optional.of(directory);
            case "_INSTANCE" -> Optional.of(configId.get());
            case "_HASH" -> Optional.of("#");
            case "_BANG" -> Optional.of("!");
            case "_ENV" -> Optional.of(words.length > 1 ? environment.apply(words[1]) : "");
            case "_RANDOM" -> Optional.of(random(words, place, problems));
            default -> Optional.empty();
        };
    }

    private String random(String[] words, SourcePlace place, Problems problems) {
        long min = words.length > 1 ? number(words[1], 0) : 0;
        long max = words.length > 2 ? number(words[2], RANDOM_MAX) : RANDOM_MAX;
        if (min > max) {
            problems.add(
                    ProblemCode.DEFINITION_INVALID,
                    place,
                    "_RANDOM goes from " + min + " to " + max + "; " + min + " is taken",
                    "Write the smaller number first.");
            return Long.toString(min);
        }
        return Long.toString(random.get().nextLong(min, max + 1));
    }

    private static long number(String word, long fallback) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            return fallback;
        }
    }
}
