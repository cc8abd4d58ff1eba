package dev.vigil.config.bind;

import java.util.Optional;

/** Finds the word that somebody meant. */
public final class Suggestions {
    private static final int DISTANCE_MAX = 3;

    private Suggestions() {}

    /** The candidate that is nearest to {@code word}, if one is near. */
    public static Optional<String> nearest(String word, Iterable<String> candidates) {
        int allowed = Math.min(DISTANCE_MAX, Math.max(1, word.length() / 3));
        String best = "";
        int bestDistance = allowed + 1;
        int[][] rows = {};
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - word.length()) < bestDistance) {
                rows = rows.length == 0 ? rows(word.length() + DISTANCE_MAX) : rows;
                int distance = distance(word, candidate, rows);
                if (distance < bestDistance) {
                    best = candidate;
                    bestDistance = distance;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** How many characters must be inserted, removed, replaced or swapped with their neighbour. */
    public static int distance(String from, String to) {
        return distance(from, to, rows(to.length()));
    }

    private static int[][] rows(int lengthMax) {
        return new int[3][lengthMax + 1];
    }

    /** @param rows room for three rows of the table of distances, whatever it holds */
    private static int distance(String from, String to, int[][] rows) {
        int[] beforeLast = rows[0];
        int[] last = rows[1];
        int[] current = rows[2];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(last[j - 1] + change, Math.min(last[j], current[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[to.length()];
    }
}
