package dev.vigil.systemtests.vrrp;

import dev.vigil.systemtests.lab.Pairwise;
import dev.vigil.systemtests.lab.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One row of the matrix: who plays the node that should be MASTER, who the other, and how they speak.
 *
 * @param master the program on the node with the higher priority
 * @param backup the program on the node with the lower priority
 * @param version of VRRP
 * @param cast how advertisements reach the other node
 */
public record Row(Program master, Program backup, int version, Cast cast) {
    /** How advertisements are addressed. */
    public enum Cast {
        MULTICAST,
        UNICAST
    }

    /** A program with itself, for what depends neither on the version nor on the addressing. */
    static Row of(Program program) {
        return new Row(program, program, 3, Cast.MULTICAST);
    }

    /** Pairs of programs, version and addressing. */
    public static List<Row> all() {
        return which(row -> true);
    }

    /** Every pair of programs, for what depends neither on the version nor on the addressing. */
    public static List<Row> programs() {
        return which(row -> row.version == 3 && row.cast == Cast.MULTICAST);
    }

    /** Pairs of programs and addressing in version 3. */
    public static List<Row> version3() {
        return which(row -> row.version == 3);
    }

    /** Each program and version, alone or with itself. */
    public static List<Row> alone() {
        List<Row> rows = new ArrayList<>();
        for (Program program : Program.players()) {
            rows.add(new Row(program, program, 2, Cast.MULTICAST));
            rows.add(new Row(program, program, 3, Cast.MULTICAST));
        }
        return rows;
    }

    /** Of the rows of a kind all, where everything is asked for, or else so many that each two values meet. */
    static List<Row> which(Predicate<Row> kind) {
        List<Row> rows = new ArrayList<>();
        for (int version : new int[] {2, 3}) {
            for (Cast cast : Cast.values()) {
                Program.pairs().forEach(pair -> rows.add(new Row(pair.getFirst(), pair.getLast(), version, cast)));
            }
        }
        rows.removeIf(kind.negate());
        return Program.everything()
                ? rows
                : Pairwise.of(rows, row -> List.of(row.master, row.backup, row.version, row.cast));
    }

    /** The advertisement interval as configured: v2 knows whole seconds only. */
    public String advertInterval() {
        return version == 2 ? "1" : "0.5";
    }

    public long advertIntervalNs() {
        return version == 2 ? 1_000_000_000L : 500_000_000L;
    }

    /** RFC 9568 6.1, RFC 3768 6.1: how much longer a lower priority waits. */
    public long skewNs(int priority) {
        long wholeNs = version == 2 ? 1_000_000_000L : advertIntervalNs();
        return (256 - priority) * wholeNs / 256;
    }

    /** How long silence lasts before a BACKUP of this priority takes over. */
    public long masterDownNs(int priority) {
        return 3 * advertIntervalNs() + skewNs(priority);
    }

    @Override
    public String toString() {
        return master + " > " + backup + ", v" + version + " " + cast.name().toLowerCase(Locale.ROOT);
    }
}
