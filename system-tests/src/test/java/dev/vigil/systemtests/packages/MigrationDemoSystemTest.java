package dev.vigil.systemtests.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** {@code ./run demo migrate}, as the guide shows it. */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class MigrationDemoSystemTest {
    private static final long LIMIT_S = 150;
    private static final Pattern LONG_SILENCE = Pattern.compile("web\\d to \\w+ +(?:[3-9]|\\d\\d+)\\.\\d\\d s");

    @Test
    void aPairGoesFromKeepalivedToVigilAndBackAndTheAddressIsAlwaysWhereItBelongs()
            throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(Program.root().resolve("demo/demo").toString(), "migrate")
                .redirectErrorStream(true)
                .start();
        demo.getOutputStream().close();
        try {
            String output = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(demo.waitFor(LIMIT_S, TimeUnit.SECONDS)).as(output).isTrue();
            assertThat(demo.exitValue()).as(output).isZero();
            assertThat(output)
                    .contains("Every step left the address where it belongs.")
                    .doesNotContainPattern(LONG_SILENCE);
            assertThat(output.lines().filter(line -> line.contains(" to ")).filter(line -> line.endsWith(" s")))
                    .as(output)
                    .hasSize(4);
        } finally {
            demo.destroyForcibly();
        }
    }
}
