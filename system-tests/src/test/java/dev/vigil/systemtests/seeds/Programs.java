package dev.vigil.systemtests.seeds;

import dev.vigil.systemtests.lab.Program;
import java.util.List;

/** Which program runs on each of two nodes. */
public record Programs(Program a, Program b) {
    /** Every pair, that of keepalived first. */
    public static List<Programs> pairs() {
        return Program.pairs().stream()
                .map(pair -> new Programs(pair.getFirst(), pair.getLast()))
                .toList();
    }

    /** A pair of one each, in either order; where Vigil does not play, keepalived with itself. */
    public static List<Programs> mixed() {
        return Program.vigilPlays()
                ? pairs().stream().filter(pair -> pair.a != pair.b).toList()
                : pairs();
    }

    @Override
    public String toString() {
        return a + " and " + b;
    }
}
