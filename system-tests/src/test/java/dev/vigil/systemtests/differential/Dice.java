package dev.vigil.systemtests.differential;

import java.util.List;
import java.util.random.RandomGenerator;

/** Choices of one seed, in the terms in which configurations are written. */
final class Dice {
    private final RandomGenerator random;

    Dice(RandomGenerator random) {
        this.random = random;
    }

    /** True in {@code percent} of all cases. */
    boolean in(int percent) {
        return random.nextInt(100) < percent;
    }

    int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A word that a keyword without argument, or with one, may have after it: nothing, or a truth value. */
    String toggle() {
        return of("", " on", " off", " true", " false", " yes", " no");
    }
}
