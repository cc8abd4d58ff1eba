package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String NODE = """
            global_defs {
                enable_script_security
                script_user nobody
            }
            vrrp_script check_web {
                script "/usr/local/libexec/check-web http://127.0.0.1/"
                weight %d
            }
            vrrp_instance WEB {
                interface eth0
                virtual_router_id 77
                priority %d
                virtual_ipaddress {
                    198.51.100.10/24
                }
                track_script {
                    check_web
                }
            }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void vigilConfIsNamedForOneNodeOrLiesInTheDirectoryThatStandsForIt() throws IOException {
        Path alpha = Files.createDirectories(directory.resolve("own-a/etc/vigil"));
        Files.createDirectories(directory.resolve("own-a/etc/keepalived"));
        String text = "vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 77\n    priority %d\n"
                + "    virtual_ipaddress {\n        198.51.100.10/24\n    }\n}\n";
        Files.writeString(directory.resolve("own-a/etc/keepalived/keepalived.conf"), text.formatted(150));
        Files.writeString(alpha.resolve("vigil.conf"), "recrding {\n}\n");
        Path beta = Files.writeString(directory.resolve("own-b.conf"), text.formatted(100));
        Path own = Files.writeString(directory.resolve("b-vigil.conf"), "contrl {\n}\n");

        Run run = run("lint", "--vigil-config", "b=" + own, "a=" + directory.resolve("own-a"), "b=" + beta);

        assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run.output()).contains("Did you mean recording?", "Did you mean control?");
        assertThat(run("lint", "--vigil-config", "c=" + own, "b=" + beta).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theExitCodeTellsHowBadItIs() throws IOException {
        String alpha = write("alpha.conf", NODE.formatted(-60, 150));
        assertThat(run("lint", alpha, write("beta.conf", NODE.formatted(-60, 100)))
                        .exitCode())
                .isZero();
        assertThat(run("lint", alpha, write("beta.conf", NODE.formatted(-60, 150)))
                        .exitCode())
                .isEqualTo(1);
        assertThat(run(
                                "lint",
                                alpha,
                                write("beta.conf", NODE.formatted(-60, 100).replace("77", "78")))
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aMissingFileIsAnError() throws IOException {
        String alpha = write("alpha.conf", NODE.formatted(-60, 150));
        Run run = run("lint", alpha, directory.resolve("nobody.conf").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("nobody.conf");
    }

    @Test
    void theTableShowsWhereTheAddressesGo() throws IOException {
        Run run = run(
                "lint",
                "north=" + write("a.conf", NODE.formatted(-20, 150)),
                "south=" + write("b.conf", NODE.formatted(-20, 100)));
        assertThat(run.output())
                .containsPattern("a.conf:\\d+:\\d+: error: .*\\[VGL3105]")
                .contains("check_web on north")
                .contains("north 130, south 100")
                .contains("STAY on north");
    }

    @Test
    void jsonHoldsFindingsAndFailovers() throws IOException {
        Run run = run(
                "lint",
                "--json",
                "north=" + write("a.conf", NODE.formatted(-20, 150)),
                "south=" + write("b.conf", NODE.formatted(-20, 100)));
        assertThat(run.output())
                .contains("\"errors\":1")
                .contains("\"code\":\"VGL3105\",\"severity\":\"error\"")
                .contains("\"vrid\":77,\"family\":\"ipv4\",\"complete\":true")
                .contains("\"verdict\":\"stuck\",\"master_after\":\"north\"");
    }

    @Test
    void sarifHasARuleForEveryResult() throws IOException {
        Run run = run(
                "lint",
                "--sarif",
                "north=" + write("a.conf", NODE.formatted(-20, 150)),
                "south=" + write("b.conf", NODE.formatted(-20, 100)));
        assertThat(run.output())
                .contains("\"version\":\"2.1.0\"")
                .contains("{\"id\":\"VGL3105\"")
                .containsPattern("\"ruleId\":\"VGL3105\",\"ruleIndex\":\\d+,\"level\":\"error\"")
                .contains("\"relatedLocations\"");
    }

    @Test
    void jsonAndSarifExcludeEachOther() {
        assertThat(run("lint", "--json", "--sarif", "x.conf").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int exitCode = Commands.run(arguments, out, out);
        return new Run(exitCode, output.toString());
    }
}
