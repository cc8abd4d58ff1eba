package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.daemon.DaemonExit;
import dev.vigil.daemon.Readiness;
import dev.vigil.daemon.options.CommandLine;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.lint.LintCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -t} never ends with 0 where the daemon would not start. */
class ConfigTestTest {
    private static final String GOOD = """
            vrrp_instance WEB {
                interface lo
                virtual_router_id 77
                unicast_peer {
                    127.0.0.2
                }
                virtual_ipaddress {
                    198.51.100.10/24
                }
                LINE
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private record Outcome(int exitCode, String report) {}

    private Outcome test(String line) throws IOException {
        Path file = Files.writeString(directory.resolve("k.conf"), GOOD.replace("LINE", line));
        Path report = directory.resolve("report");
        CommandLine read = CommandLine.read(List.of("-t", "-f", file.toString()));
        DaemonOptions options = ((CommandLine.Start) read).options();
        int exitCode = ConfigTest.run(options, Optional.of(report.toString()));
        return new Outcome(exitCode, Files.readString(report));
    }

    @Test
    void aFileThatStartsEndsWith0AndNothingIsSaid() throws IOException {
        assertThat(test("")).isEqualTo(new Outcome(DaemonExit.OK, ""));
    }

    @Test
    void whatTheDaemonRefusesIsNoSuccessAlsoWhereKeepalivedHasNothingToSay() throws IOException {
        for (String line : List.of(
                "vrf blue",
                "track_interface {\n        nosuchif0\n    }",
                "virtual_ipaddress_excluded {\n        198.51.100.11/24 dev nosuchif0\n    }")) {
            Outcome outcome = test(line);

            assertThat(outcome.exitCode()).as(line).isEqualTo(DaemonExit.CHECK_FOUND_PROBLEMS);
            assertThat(outcome.report()).as(line).contains("k.conf: would not start: ");
        }
    }

    @Test
    void theDaemonAndTheLinterCallAMissingInterfaceTheSame() {
        assertThat(Readiness.INTERFACE_MISSING).isEqualTo(LintCode.INTERFACE_MISSING.code());
    }
}
