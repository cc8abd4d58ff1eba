package dev.vigil.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.lint.Lint;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String MISSPELT = """
            vrrp_instance web {
                interface eth0
                virtual_router_id 77
            \tpriorty 200
                virtual_ipaddress {
                    192.0.2.10
                }
                track_interface {
                    eth1
                }
            }
            """;

    @TempDir
    Path directory;

    private LintReport report(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("ha.conf"), text);
        return Lint.each(List.of(NodeFile.of(file, ConfigLoader.Options.NONE)));
    }

    private static String text(LintReport report) {
        return TextReport.of(report, TextStyle.PLAIN);
    }

    @Test
    void textMarksTheWordThatAFindingIsAbout() throws IOException {
        assertThat(text(report(MISSPELT)).replace(directory + "/", "")).isEqualTo("""
                        ha.conf:4:2: error: "priorty" is no keyword of vrrp_instance; the line is ignored [VGL2020]
                            4 | \tpriorty 200
                              | \t^~~~~~~
                              = Did you mean priority?

                        ha.conf: 1 error, 0 warnings, 0 notes
                        ha.conf: would not start: 1 error in its file
                        """);
    }

    @Test
    void theMarkStandsBelowWordsBehindAndInChinese() throws IOException {
        assertThat(text(report("vrrp_script 检查 { scrip \"/usr/local/bin/检查\" }\n")))
                .contains("""
                            1 | vrrp_script 检查 { scrip "/usr/local/bin/检查" }
                              |                    ^~~~~
                        """);
        assertThat(text(report("测试 1\n"))).contains("| 测试 1\n      | ^~~~\n");
    }

    @Test
    void aFileCannotCommandTheTerminal() throws IOException {
        String report = TextReport.of(report("\033[2Jx 1\n"), new TextStyle(true, 100));
        assertThat(report).contains("\ufffd[2Jx").doesNotContain("\033[2J");
    }

    @Test
    void onATerminalLinesAreBrokenAndColoured() throws IOException {
        String report = TextReport.of(report(MISSPELT), new TextStyle(true, 60));
        assertThat(report)
                .contains("\033[1;31merror\033[0m", "\033[1;31m^~~~~~~\033[0m", "\033[2m[VGL2020]\033[0m")
                .doesNotContain("the line is ignored [VGL2020]");
        String uncoloured = TextReport.of(report(MISSPELT), new TextStyle(false, 60));
        assertThat(uncoloured).doesNotContain("\033");
        assertThat(uncoloured.lines().filter(line -> !line.contains("ha.conf")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void briefIsOneLineForEachFinding() throws IOException {
        assertThat(TextReport.brief(report(MISSPELT)).lines()).hasSize(3);
    }

    @Test
    void linesWithSecretsAreMasked() throws IOException {
        LintReport report = report("""
                vrrp_instance web {
                    interface eth0
                    virtual_router_id 77
                    authentication {
                        auth_type PASS
                        auth_pass verysecret
                    }
                    virtual_ipaddress {
                        192.0.2.10
                    }
                }
                """);
        assertThat(text(report)).contains("auth_pass ********").doesNotContain("verysecret");
        assertThat(JsonReport.of(report)).contains("auth_pass ********").doesNotContain("verysecret");
        assertThat(SarifReport.of(report, "1", directory)).doesNotContain("verysecret");
    }

    @Test
    void jsonHoldsWhatTextSays() throws IOException {
        Map<String, Object> report = JSON.fromJsonObject(JsonReport.of(report(MISSPELT)));
        assertThat(report)
                .containsEntry("errors", 1L)
                .containsEntry("warnings", 0L)
                .containsEntry("notes", 0L);
        assertThat(report.get("findings").toString())
                .contains("code=VGL2020", "line=4", "column=2", "hint=Did you mean priority?", "excerpt=\tpriorty 200");
    }

    @Test
    void aFileThatIsGoneLeavesTheExcerptOut() throws IOException {
        LintReport report = report(MISSPELT);
        Files.delete(directory.resolve("ha.conf"));
        assertThat(text(report).lines()).hasSize(5);
    }
}
