package dev.vigil.systemtests.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Few of many combinations, such that each value of each dimension still meets each value of each other dimension that it
 * meets at all: a fault that two values make together is found, and a table of hundreds of rows becomes one of a dozen.
 */
public final class Pairwise {
    private Pairwise() {}

    /** The same few each time; {@code values} lists a candidate's value in each dimension. */
    public static <T> List<T> of(List<T> candidates, Function<T, List<?>> values) {
        Set<List<Object>> missing = new HashSet<>();
        candidates.forEach(candidate -> missing.addAll(pairs(values.apply(candidate))));
        List<T> chosen = new ArrayList<>();
        while (!missing.isEmpty()) {
            T best = candidates.getFirst();
            int bestCount = -1;
            for (T candidate : candidates) {
                Set<List<Object>> pairs = pairs(values.apply(candidate));
                pairs.retainAll(missing);
                if (pairs.size() > bestCount) {
                    best = candidate;
                    bestCount = pairs.size();
                }
            }
            chosen.add(best);
            missing.removeAll(pairs(values.apply(best)));
        }
        return chosen;
    }

    private static Set<List<Object>> pairs(List<?> values) {
        Set<List<Object>> pairs = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                pairs.add(List.of(i, values.get(i), j, values.get(j)));
            }
        }
        return pairs;
    }
}
