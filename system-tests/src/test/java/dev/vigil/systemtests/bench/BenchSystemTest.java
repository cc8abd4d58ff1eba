package dev.vigil.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A quick run of every scenario of {@code ./run bench}. */
class BenchSystemTest {
    private static final int SECONDS_MAX = 400;
    private static final List<String> SCENARIOS = List.of(
            "Fail-over",
            "Start and end",
            "Punctuality of a healthy pair",
            "Many virtual routers",
            "Many addresses",
            "Reload",
            "Size of the configuration",
            "Long run");

    @TempDir
    Path folder;

    @Test
    @Timeout(SECONDS_MAX + 20)
    void aQuickRunMeasuresBothDaemonsInEveryScenarioAndWritesThePage() throws IOException, InterruptedException {
        Path page = Files.copy(Program.root().resolve("docs/trust/benchmarks.md"), folder.resolve("page.md"));
        Path output = folder.resolve("output");

        Process bench = new ProcessBuilder(
                        Program.root().resolve("bench/run").toString(), "all", "--quick", "--page", page.toString())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        boolean ended = bench.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
        if (!ended) {
            bench.destroy();
            bench.waitFor(10, TimeUnit.SECONDS);
        }

        assertThat(ended && bench.exitValue() == 0).as(() -> readable(output)).isTrue();
        String written = Files.readString(page);
        assertThat(written).startsWith("# Benchmarks").contains("Goals: ", "<!-- end of figures -->");
        for (String scenario : SCENARIOS) {
            assertThat(written.split("(?m)^### "))
                    .as(scenario)
                    .anySatisfy(section -> assertThat(section)
                            .startsWith(scenario + "\n")
                            .containsPattern("(?m)^\\|[^|]+\\| \\d+ \\| -?\\d[^|]*\\| -?\\d"));
        }
    }

    private static String readable(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
