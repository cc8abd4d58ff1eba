package dev.vigil.core;

import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Runs a check with random input. A failure names its seed; {@code -Dvigil.seed=N} repeats just that one. Without it the
 * seeds are always the same, so that a build is reproducible; {@code -Dvigil.seeds=N} tries more of them, or fewer.
 */
public final class Seeds {
    private Seeds() {}

    public static void each(int count, Consumer<RandomGenerator> check) {
        Long only = Long.getLong("vigil.seed");
        if (only != null) {
            run(only, check);
            return;
        }
        long last = Long.getLong("vigil.seeds", count);
        for (long seed = 1; seed <= last; seed++) {
            run(seed, check);
        }
    }

    private static void run(long seed, Consumer<RandomGenerator> check) {
        try {
            check.accept(new Random(seed));
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + " (repeat it with -Dvigil.seed=" + seed + ")", failure);
        }
    }
}
