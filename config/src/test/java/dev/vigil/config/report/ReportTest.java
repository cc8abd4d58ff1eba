package dev.vigil.config.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Loaded;
import dev.vigil.config.Problem;
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

    @TempDir
    Path directory;

    private List<Problem> problems(String text) throws IOException {
        Path file = directory.resolve("ha.conf");
        Files.writeString(file, text);
        return ConfigLoader.standard().load(file, ConfigLoader.Options.NONE).problems();
    }

    private static final String MISSPELT = """
            vrrp_instance web {
                interface eth0
                virtual_router_id 51
            \tpriorty 200
                virtual_ipaddress {
                    192.0.2.10
                }
            }
            """;

    @Test
    void textMarksTheWordThatAFindingIsAbout() throws IOException {
        assertThat(TextReport.of(problems(MISSPELT))).isEqualTo(directory + """
                        /ha.conf:4:2: error: "priorty" is no keyword of vrrp_instance; the line is ignored [VGL2020]
                            4 | \tpriorty 200
                              | \t^~~~~~~
                              = Did you mean priority?
                        """);
    }

    @Test
    void aSummaryCountsFindings() throws IOException {
        assertThat(TextReport.summary(problems(MISSPELT))).isEqualTo("1 error, 0 warnings");
        assertThat(TextReport.summary(List.of())).isEqualTo("no findings");
    }

    @Test
    void linesWithSecretsAreMasked() throws IOException {
        String report = TextReport.of(problems("""
                vrrp_instance web {
                    interface eth0
                    virtual_router_id 51
                    authentication {
                        auth_type PASS
                        auth_pass verysecret
                    }
                    virtual_ipaddress {
                        192.0.2.10
                    }
                }
                """));
        assertThat(report).contains("auth_pass **********").doesNotContain("verysecret");
    }

    @Test
    void jsonHoldsWhatTextSays() throws IOException {
        Map<String, Object> report = JSON.fromJsonObject(JsonReport.of(problems(MISSPELT)));
        assertThat(report).containsEntry("errors", 1L).containsEntry("warnings", 0L);
        assertThat(report.get("findings").toString())
                .contains("code=VGL2020", "line=4", "column=2", "hint=Did you mean priority?", "excerpt=\tpriorty 200");
    }

    @Test
    void sarifNamesRulesAndPlaces() throws IOException {
        String report = SarifReport.of(problems(MISSPELT), "1.2.3");
        assertThat(JSON.fromJsonObject(report))
                .containsEntry("version", "2.1.0")
                .containsKey("runs");
        assertThat(report)
                .contains("\"ruleId\":\"VGL2020\"", "\"startLine\":4", "\"startColumn\":2", "\"id\":\"VGL2001\"");
    }

    @Test
    void aFileThatIsGoneLeavesTheExcerptOut() throws IOException {
        List<Problem> problems = problems(MISSPELT);
        Files.delete(directory.resolve("ha.conf"));
        assertThat(TextReport.of(problems)).doesNotContain(" | ").contains("Did you mean priority?");
    }

    @Test
    void factsHoldWhatIsMeantWithoutPlacesAndSecrets() {
        Loaded loaded = Loaded.instance("advert_int 2", "authentication {", "auth_type PASS", "auth_pass secret", "}");
        String facts = Facts.of(loaded.config());
        assertThat(JSON.fromJsonObject(facts)).containsKeys("global", "instances", "virtualServers");
        assertThat(facts)
                .contains("\"advertIntervalNs\": 2000000000", "\"kind\": \"Password\"", "********")
                .doesNotContain("\"secret\": \"secret\"", "\"place\"");
    }

    @Test
    void factsOfTheSameMeaningAreEqual() {
        String one = Facts.of(Loaded.instance("priority 100").config());
        assertThat(Facts.of(Loaded.instance("", "# a comment", "state BACKUP").config()))
                .isEqualTo(one);
        assertThat(Facts.of(Loaded.instance("priority 101").config())).isNotEqualTo(one);
    }
}
