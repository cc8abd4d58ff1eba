package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/trust/reliability.md names every rule and every kind of trouble. */
class ReliabilityPageTest {
    private static final Path PAGE = Path.of("..", "docs", "trust", "reliability.md");

    @Test
    void everyRuleHasItsLine() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Rule.values()).allSatisfy(rule -> assertThat(page).contains("| `" + rule + "` | "));
    }

    @Test
    void everyKindOfTroubleHasItsLine() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(FaultKind.values()).allSatisfy(kind -> assertThat(page).contains("| `" + kind + "` | "));
    }
}
