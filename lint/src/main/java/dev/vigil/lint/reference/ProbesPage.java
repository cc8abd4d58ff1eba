package dev.vigil.lint.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where the probes show that Vigil differs from keepalived, as Markdown. */
final class ProbesPage {
    private static final Path PROBES = Path.of("config/src/test/resources/probes");
    private static final String NO_PROBE = "-";

    private ProbesPage() {}

    /** @param root the root of the project */
    static String text(Path root) throws IOException {
        List<String> probes = rows(root, "VERDICTS.tsv");
        Set<String> differing = new TreeSet<>();
        Map<String, Set<String>> probesByReason = new LinkedHashMap<>();
        for (String row : rows(root, "deviations.tsv")) {
            String[] cells = row.split("\\t", -1);
            String reason = cells[2].replace("|", "\\\\|") + " | " + cells[3].replace("|", "\\\\|");
            Set<String> named = probesByReason.computeIfAbsent(reason, _ -> new TreeSet<>());
            if (!cells[0].equals(NO_PROBE)) {
                named.add("`" + cells[0] + "`");
                differing.add(cells[0]);
            }
        }
        StringBuilder text = new StringBuilder();
        text.append(probes.size())
                .append(" probes, small configurations with one peculiarity each, were run with keepalived");
        text.append(
                " 2.2.7 and 2.4.3: what `-t` said of them and what the daemon ran with. `ProbeTest` compares Vigil's model");
        text.append(" with both. ")
                .append(differing.size())
                .append(" of them differ, all on purpose; rows without a probe were");
        text.append(" found in other ways:\n\n| keepalived | Vigil | probe |\n|---|---|---|\n");
        probesByReason.forEach((reason, named) -> {
            String probesNamed = named.isEmpty() ? "" : " " + String.join(", ", named) + " ";
            text.append("| ").append(reason).append(" |").append(probesNamed).append("|\n");
        });
        return text.toString();
    }

    /** The lines of a table below its heading. */
    private static List<String> rows(Path root, String table) throws IOException {
        return Files.readAllLines(root.resolve(PROBES).resolve(table)).stream()
                .skip(1)
                .toList();
    }
}
