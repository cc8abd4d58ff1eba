package dev.vigil.daemon.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** {@link HistoryEntry Changes of state} for people. */
public final class HistoryText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private HistoryText() {}

    /** A line for each, with the nearest cause. */
    public static String table(List<HistoryEntry> entries, ZoneId zone) {
        TextTable table = new TextTable("WHEN", "INSTANCE", "FROM", "TO", "PRIORITY", "WITHOUT HOLDER", "WHY");
        for (HistoryEntry each : entries) {
            table.row(
                    TIME.format(Instant.ofEpochMilli(each.atEpochMs()).atZone(zone)),
                    each.instance(),
                    each.from(),
                    each.to(),
                    Integer.toString(each.priority()),
                    each.unheldNs().isPresent()
                            ? "at most " + Ages.exact(each.unheldNs().getAsLong())
                            : "",
                    String.join(", because ", each.why()));
        }
        return table.toString();
    }
}
