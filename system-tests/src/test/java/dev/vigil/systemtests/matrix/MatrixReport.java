package dev.vigil.systemtests.matrix;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What was seen of each row, as a table: a line for each form, a column for each pair of programs. */
final class MatrixReport {
    private static final String FAILED = "**failed**";
    private static final String HEAD = """
            # Every form of the protocol, with both programs in both roles

            `./run matrix` makes this page. A row is a form of VRRP, a column a pair of programs, the one with the higher priority
            first. In each the first is elected and announces its addresses while the other is silent; is killed, and the other
            takes over when its down timer fires; comes back and preempts; ends by SIGTERM, leaves nothing, and the other takes
            over after its skew time. All is seen from outside: each advertisement's version, addressing, proof, number of
            addresses and sender's MAC address, the announcements, and what `ip` shows. `./run test` runs so many of the rows that
            each two values meet.

            A cell has the seconds from the last advertisement of the killed node to the first of the other, and those from the
            goodbye to that.

            """;

    private final Map<MatrixRow, String> cells = new ConcurrentHashMap<>();
    private final Map<String, Integer> absent = new TreeMap<>();

    /** A row that does not come to its end has failed. */
    void begins(MatrixRow row) {
        cells.put(row, FAILED);
    }

    void ends(MatrixRow row, long takeOverNs, long handOverNs) {
        cells.put(row, String.format(Locale.ROOT, "%.2f / %.2f", takeOverNs / 1e9, handOverNs / 1e9));
    }

    /** Unless the machine can run a row it says why. */
    synchronized void unless(boolean can, MatrixRow row, String reason) {
        if (!can) {
            cells.put(row, "machine");
            absent.merge("this machine cannot: " + reason, 1, Integer::sum);
        }
    }

    /** Writes the table for people and, as a page, for {@code docs/trust}. */
    synchronized void write() throws IOException {
        List<MatrixRow> all = MatrixRow.all();
        all.forEach(row -> row.impossible().ifPresent(reason -> absent.merge(reason, 1, Integer::sum)));
        StringBuilder text = new StringBuilder(HEAD).append(summary(all)).append("\n\n");
        List<String> programs = all.stream().map(MatrixRow::programs).distinct().toList();
        text.append("| v | | | proof | | | ")
                .append(String.join(" | ", programs))
                .append(" |\n");
        text.append("|---".repeat(6 + programs.size())).append("|\n");
        for (Form form : Form.all()) {
            List<Optional<String>> seen = all.stream()
                    .filter(row -> row.form().equals(form))
                    .map(row -> Optional.ofNullable(cells.get(row)))
                    .toList();
            if (seen.stream().anyMatch(Optional::isPresent)) {
                text.append("| ").append(String.join(" | ", form.words())).append(" | ");
                text.append(seen.stream().map(cell -> cell.orElse("")).collect(Collectors.joining(" | ")));
                text.append(" |\n");
            }
        }
        text.append("\n## What there is no row of\n\n| rows | why |\n|---|---|\n");
        absent.forEach((reason, count) ->
                text.append("| ").append(count).append(" | ").append(reason).append(" |\n"));
        Path target = Program.root().resolve("system-tests/target");
        Files.writeString(target.resolve("matrix.md"), text);
        Files.writeString(target.resolve("matrix.txt"), text.substring(HEAD.length()));
    }

    private String summary(List<MatrixRow> all) {
        long failed = cells.values().stream().filter(FAILED::equals).count();
        long possible = all.stream().filter(row -> row.impossible().isEmpty()).count();
        long onMachine = cells.values().stream().filter("machine"::equals).count();
        return "Seen on " + LocalDate.now(ZoneOffset.UTC) + " with "
                + System.getProperty("vigil.built", "an unnamed build") + ": of " + all.size() + " combinations "
                + possible + " can be; " + (cells.size() - onMachine) + " ran, " + failed + " failed.";
    }
}
