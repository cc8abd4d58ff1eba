package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String GOOD = """
            global_defs {
                enable_script_security
                script_user root
            }
            vrrp_script check_web {
                script "/usr/local/libexec/check-web http://127.0.0.1/"
            }
            vrrp_instance WEB {
                interface lo
                virtual_router_id 77
                authentication {
                    auth_type PASS
                    auth_pass k7Qw29xz
                }
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
    void aGoodConfigurationHasNothingToComplainAbout() throws IOException {
        Run run = run("check", write(GOOD));
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("nothing to complain about");
    }

    @Test
    void aFindingShowsItsLineAndTheWord() throws IOException {
        Run run = run("check", write(GOOD.replace("interface", "interfce")));
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output())
                .contains("keepalived.conf:9:5")
                .contains("9 |     interfce lo")
                .contains("|     ^^^^^^^^")
                .contains("Did you mean interface?");
    }

    @Test
    void rulesOfTheLinterCountToo() throws IOException {
        String file = write(GOOD.replace("/usr/local/libexec/check-web http://127.0.0.1/", "pidof nginx"));
        assertThat(run("check", file).exitCode()).isZero();
        assertThat(run("check", file).output()).contains("VGL3204");
        assertThat(run("check", "--strict", file).exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void briefPrintsOneLineForEachFinding() throws IOException {
        String file = write(GOOD.replace("interface", "interfce"));
        assertThat(run("check", "--brief", file).output().lines())
                .contains(file + ":9:5: error: \"interfce\" is no keyword of vrrp_instance; the line is ignored"
                        + " [VGL2020]");
    }

    @Test
    void anEmptyAndAMissingFileAreErrors() throws IOException {
        assertThat(run("check", write("")).exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("check", directory.resolve("nobody.conf").toString()).exitCode())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void factsAreTheSameForFilesThatMeanTheSame() throws IOException {
        String facts = run("check", "--facts", write(GOOD)).output();
        assertThat(facts)
                .contains("\"vrid\":77")
                .contains("\"advert_interval_ns\":1000000000")
                .contains("{\"kind\":\"password\",\"secret\":\"********\"}")
                .contains("\"address\":\"198.51.100.10\"")
                .doesNotContain("keepalived.conf");
        String other = GOOD.replace("    interface lo", "# a comment\n    interface \"lo\"");
        assertThat(run("check", "--facts", write(other)).output()).isEqualTo(facts);
        assertThat(run("check", "--facts", write(GOOD.replace("77", "78"))).output())
                .isNotEqualTo(facts);
    }

    @Test
    void jsonAndSarifCarryTheFindings() throws IOException {
        String file = write(GOOD.replace("interface", "interfce"));
        assertThat(run("check", "--json", file).output()).contains("\"code\":\"VGL2020\"");
        assertThat(run("check", "--sarif", file).output()).contains("\"ruleId\":\"VGL2020\"");
    }

    @Test
    void withHostInterfacesAndUsersMustExist() throws IOException {
        String file = write(GOOD.replace("interface lo", "interface nosuchif0")
                .replace("script_user root", "script_user nosuchuser"));
        assertThat(run("check", file).exitCode()).isZero();
        Run run = run("check", "--host", file);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.output())
                .contains("this machine has no interface nosuchif0")
                .contains("this machine has no user nosuchuser")
                .contains("/usr/local/libexec/check-web does not exist");
        assertThat(run("check", "--host", write(GOOD)).output()).doesNotContain("no interface lo", "no user root");
    }

    @Test
    void withHostAScriptThatOthersMayChangeIsUnsafe() throws IOException {
        Path script = Files.writeString(directory.resolve("check"), "#!/bin/sh\ncurl http://127.0.0.1/\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxrwxrwx"));
        Run run = run("check", "--host", write(GOOD.replace("/usr/local/libexec/check-web", script.toString())));
        assertThat(run.output()).contains("others than root may change");
    }

    private String write(String text) throws IOException {
        return Files.writeString(directory.resolve("keepalived.conf"), text).toString();
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output);
        int exitCode = Commands.run(arguments, out, out);
        return new Run(exitCode, output.toString());
    }
}
