package dev.vigil.systemtests.vrrp;

import dev.vigil.systemtests.lab.Program;
import java.util.ArrayList;
import java.util.List;

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

    /** keepalived alone comes first: it shows that a scenario expects what the real peer does. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (int version : new int[] {2, 3}) {
            for (Cast cast : Cast.values()) {
                rows.add(new Row(Program.KEEPALIVED, Program.KEEPALIVED, version, cast));
                if (Program.VIGIL.installed()) {
                    rows.add(new Row(Program.VIGIL, Program.KEEPALIVED, version, cast));
                    rows.add(new Row(Program.KEEPALIVED, Program.VIGIL, version, cast));
                    rows.add(new Row(Program.VIGIL, Program.VIGIL, version, cast));
                }
            }
        }
        return rows;
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
        return master + " > " + backup + ", v" + version + " " + cast.name().toLowerCase(java.util.Locale.ROOT);
    }
}
