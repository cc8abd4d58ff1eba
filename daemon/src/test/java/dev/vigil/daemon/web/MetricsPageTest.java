package dev.vigil.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.control.Reports;
import dev.vigil.daemon.watch.Histogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/use/metrics.md has every metric with its type and its meaning, and no other. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("../docs/use/metrics.md");

    private static List<String> declared() {
        Exposition out = new Exposition(Exposition.Form.TEXT);
        Scrape scrape = new Scrape(Reports.twoInstances(), Map.of(), new Histogram().counts());
        VigilMetrics.write(scrape, out);
        ServerMetrics.write(scrape.report(), out);
        KeepalivedMetrics.write(scrape, out);
        List<String> rows = new ArrayList<>();
        String help = "";
        for (String line : out.finish().lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                help = words[3];
            } else if (line.startsWith("# TYPE ")) {
                rows.add(words[2] + " | " + words[3] + " | " + help);
            }
        }
        return rows;
    }

    @Test
    void thePageHasWhatIsServed() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `vigil_") || line.startsWith("| `keepalived_"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> cells[1].replace("`", "") + " | " + cells[2] + " | " + cells[4])
                .toList();

        assertThat(rows).containsExactlyElementsOf(declared());
    }
}
