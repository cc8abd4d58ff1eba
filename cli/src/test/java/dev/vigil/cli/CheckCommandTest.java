package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
                unicast_peer {
                    127.0.0.2
                }
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
        assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run.output()).contains("""
                keepalived.conf:9:5: error: "interfce" is no keyword of vrrp_instance; the line is ignored [VGL2020]
                    9 |     interfce lo
                      |     ^~~~~~~~
                      = Did you mean interface?
                """);
    }

    @Test
    void vigilConfIsReadBesideTheFileWithItsOwnPlacesAndWithoutItsSecrets() throws IOException {
        Path own = Files.writeString(directory.resolve("vigil.conf"), """
                vrrp_script check_wbe {
                    environment {
                        TOKEN hunter22 twice
                    }
                }
                """);
        String file = write(GOOD);

        Run wrong = run("check", "--vigil-config", own.toString(), file);
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(wrong.output())
                .contains("vigil.conf:1:13: error: there is no vrrp_script check_wbe in keepalived.conf;")
                .contains("    1 | vrrp_script check_wbe {")
                .contains("= Did you mean check_web?")
                .contains("would not start: 1 error in its file")
                .doesNotContain("hunter22");

        Files.writeString(own, Files.readString(own).replace("wbe", "web"));
        Run extra = run("check", "--vigil-config", own.toString(), file);
        assertThat(extra.exitCode()).isEqualTo(ExitCode.WARNINGS);
        assertThat(extra.output())
                .contains("vigil.conf:3:24: warning: the words from here on")
                .doesNotContain("hunter22");

        Files.writeString(own, "nonsense\nlenient on\n");
        assertThat(run("check", "--vigil-config", own.toString(), file).output())
                .contains("vigil.conf:1:1: error: \"nonsense\" is no keyword of vigil.conf")
                .contains("keepalived.conf: would start");
        assertThat(run("check", file).output()).as("without the option").contains("nothing to complain about");
    }

    @Test
    void aKeywordOfVigilConfIsExplained() {
        assertThat(run("explain", "--lang", "en", "vigil.conf/recording/keep").output())
                .startsWith("keep N\n    in recording of vigil.conf\n")
                .contains("1..1000", "only Vigil has it, in vigil.conf");
        assertThat(run("explain", "--lang", "en", "environment").output())
                .contains("in programs of vigil.conf", "in vrrp_script of vigil.conf");
        assertThat(run("explain", "--lang", "en", "directry").output()).contains("Did you mean directory?");
    }

    @Test
    void rulesOfTheLinterCountToo() throws IOException {
        String file = write(GOOD.replace("/usr/local/libexec/check-web http://127.0.0.1/", "pidof nginx"));
        assertThat(run("check", file).exitCode()).isEqualTo(ExitCode.WARNINGS);
        assertThat(run("check", file).output()).contains("VGL3204");
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
        assertThat(run("check", write("")).exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run("check", write("# nothing but a comment\n")).exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run("check", directory.resolve("nobody.conf").toString()).exitCode())
                .isEqualTo(ExitCode.ERRORS);
    }

    @Test
    void factsAreTheSameForFilesThatMeanTheSame() throws IOException {
        String facts = run("check", "--facts", write(GOOD)).output();
        assertThat(facts)
                .containsPattern("\"vrid\" ?: ?77")
                .containsPattern("\"advertIntervalNs\" ?: ?1000000000")
                .contains("********")
                .containsPattern("\"address\" ?: ?\"198.51.100.10\"")
                .doesNotContain("k7Qw29xz")
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
        assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run.output())
                .contains("this machine has no interface nosuchif0")
                .contains("this machine has no user nosuchuser")
                .contains("/usr/local/libexec/check-web does not exist");
        assertThat(run("check", "--host", write(GOOD)).output()).doesNotContain("no interface lo", "no user root");
    }

    @Test
    void withHostTheLastLineIsWhetherTheDaemonWouldStartHere() throws IOException {
        String good = write(GOOD.replace("/usr/local/libexec/check-web http://127.0.0.1/", "/bin/true"));
        Run starts = run("check", "--host", good);
        assertThat(starts.output()).endsWith(good + ": would start\n");
        assertThat(run("check", "--host", "--json", good).output()).contains("\"would_start\":true,\"obstacles\":[]");

        String link = write(GOOD.replace("interface lo", "interface lo\n    use_vmac vrrp.77")
                .replace("198.51.100.10/24", "198.51.100.10/24 dev vrrp.77"));
        Run made = run("check", "--host", link);
        assertThat(made.output())
                .as("an interface that the daemon makes")
                .doesNotContain("no interface vrrp.77")
                .doesNotContain("no such interface")
                .contains("vrrp_script check_web cannot be run: /usr/local/libexec/check-web");

        String missing = write(GOOD.replace("198.51.100.10/24", "198.51.100.10/24 dev nosuchif0"));
        Run refused = run("check", "--host", missing);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(refused.output())
                .contains("this machine has no interface nosuchif0")
                .contains(missing + ": would not start: no such interface: nosuchif0; ");
        assertThat(run("check", "--host", "--json", missing).output()).contains("\"would_start\":false");
    }

    @Test
    void withHostAScriptThatOthersMayChangeIsUnsafe() throws IOException {
        Path script = Files.writeString(directory.resolve("check"), "#!/bin/sh\ncurl http://127.0.0.1/\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxrwxrwx"));
        Run run = run("check", "--host", write(GOOD.replace("/usr/local/libexec/check-web", script.toString())));
        assertThat(run.output()).contains("others than root may change");
    }

    @Test
    void aConfigurationComesThroughAPipe() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(
                    GOOD.replace("interface", "interfce").getBytes(StandardCharsets.UTF_8)));
            Run run = run("check", "-");
            assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
            assertThat(run.output()).contains("<stdin>:9:5: error:", "    9 |     interfce lo", "stdin: ");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void eachOfSeveralFilesIsJudgedAlone() throws IOException {
        String good = write(GOOD);
        Path other = Files.writeString(directory.resolve("other.conf"), GOOD.replace("interface", "interfce"));
        Run run = run("check", good, other.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.ERRORS);
        assertThat(run.output()).contains(other + ":9:5: error:").doesNotContain(good + ":8");
        assertThat(run.output()).endsWith("""
                %s: would start, as far as its file says (vigil check --host asks the machine, too)
                %s: would not start: 2 errors in its file
                """.formatted(good, other));
    }

    @Test
    void aMistakeInAnIncludedFileIsShownThere() throws IOException {
        Path part = Files.writeString(directory.resolve("part.conf"), "    interfce lo\n");
        Run run = run("check", write(GOOD.replace("    interface lo", "    include part.conf")));
        assertThat(run.output()).contains(part + ":1:5: error:").contains("    1 |     interfce lo");
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
