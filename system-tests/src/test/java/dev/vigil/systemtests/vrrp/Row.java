package dev.vigil.systemtests.vrrp;

import dev.vigil.systemtests.lab.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /** Every pair of programs, version and addressing. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int version : new int[] {2, 3}) {
            for (Cast cast : Cast.values()) {
                rows.addAll(pairs(version, cast));
            }
        }
        // keepalived against itself is the control, for which one form of the protocol is enough.
        rows.removeIf(row -> Program.vigilPlays() && row.isControl() && !row.equals(rows.getFirst()));
        return rows;
    }

    private boolean isControl() {
        return master == Program.KEEPALIVED && backup == Program.KEEPALIVED;
    }

    /** Every pair of programs, for what depends neither on the version nor on the addressing. */
    public static List<Row> programs() {
        return pairs(3, Cast.MULTICAST);
    }

    /** Every pair of programs and addressing in version 3. */
    public static List<Row> version3() {
        return Stream.of(Cast.values()).flatMap(cast -> pairs(3, cast).stream()).toList();
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

    /** keepalived alone comes first: it shows that a scenario expects what the real peer does. */
    private static List<Row> pairs(int version, Cast cast) {
        return Program.pairs().stream()
                .map(pair -> new Row(pair.getFirst(), pair.getLast(), version, cast))
                .toList();
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
