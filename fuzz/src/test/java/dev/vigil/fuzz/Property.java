package dev.vigil.fuzz;

import java.util.Objects;

/** What must hold whatever the input is. */
public final class Property {
    private Property() {}

    public static void holds(boolean condition, String property) {
        if (!condition) {
            throw new AssertionError("does not hold: " + property);
        }
    }

    public static void equal(Object expected, Object actual, String property) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("does not hold: " + property + "\nexpected " + expected + "\nactual   " + actual);
        }
    }
}
