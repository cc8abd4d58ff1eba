package dev.vigil.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.lint.Lint;
import dev.vigil.lint.NodeFile;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schema of SARIF 2.1.0 demands of the members that a report has. */
class SarifReportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

    /** Files with several findings of each severity, and some that concern both. */
    private static final String NODE = """
            global_defs {
                router_id LVS_DEVEL
            }
            vrrp_script check {
                script "pidof nginx"
                weight -5
            }
            vrrp_instance web {
                interface eth0
                virtual_router_id 51
                priorty 200
                advert_int %d
                virtual_ipaddress {
                    192.0.2.10
                }
                track_script {
                    check
                }
            }
            """;

    @TempDir
    Path directory;

    private Map<String, Object> log = Map.of();

    @BeforeEach
    void makeAReport() throws IOException {
        Path nodes = Files.createDirectories(directory.resolve("two nodes"));
        Files.writeString(nodes.resolve("a.conf"), NODE.formatted(1));
        Files.writeString(nodes.resolve("b.conf"), NODE.formatted(2));
        List<NodeFile> files = NodeFile.of(List.of(
                nodes.resolve("a.conf").toString(), nodes.resolve("b.conf").toString()));
        log = JSON.fromJsonObject(SarifReport.of(Lint.cluster(files), "1.2.3", directory));
    }

    @Test
    void theLogHasAVersionAndRuns() {
        assertThat(log).containsEntry("version", "2.1.0").containsKey("$schema");
        assertThat(list(log, "runs")).hasSize(1);
    }

    @Test
    void theRunNamesItsToolAndHowColumnsCount() {
        Map<String, Object> driver = object(object(run(), "tool"), "driver");
        assertThat(driver).containsEntry("name", "vigil").containsEntry("version", "1.2.3");
        assertThat(run()).containsEntry("columnKind", "utf16CodeUnits");
    }

    @Test
    void everyRuleHasAnIdOfItsOwnADescriptionAndALevel() {
        List<Map<String, Object>> rules = rules();
        assertThat(rules).hasSizeGreaterThan(100).allSatisfy(rule -> {
            assertThat(text(rule, "id")).matches("VGL\\d{4}");
            assertThat(text(object(rule, "shortDescription"), "text")).isNotEmpty();
            assertThat(text(object(rule, "defaultConfiguration"), "level")).isIn(LEVELS);
        });
        assertThat(rules.stream().map(rule -> text(rule, "id"))).doesNotHaveDuplicates();
    }

    @Test
    void everyResultHasAMessageALevelAndARuleAtItsIndex() {
        List<Map<String, Object>> rules = rules();
        assertThat(results()).hasSizeGreaterThan(5).allSatisfy(result -> {
            assertThat(text(object(result, "message"), "text")).isNotEmpty();
            assertThat(text(result, "level")).isIn(LEVELS);
            int index = (int) number(result, "ruleIndex");
            assertThat(text(rules.get(index), "id")).isEqualTo(text(result, "ruleId"));
        });
        assertThat(results().stream().map(result -> text(result, "level"))).contains("note", "warning", "error");
    }

    @Test
    void regionsCountFromOneAndEndAfterTheyBegin() {
        assertThat(results()).allSatisfy(result -> {
            assertThat(list(result, "locations")).hasSize(1);
            Map<String, Object> region =
                    object(object(list(result, "locations").getFirst(), "physicalLocation"), "region");
            assertThat(number(region, "startLine")).isPositive();
            assertThat(number(region, "startColumn")).isPositive();
            if (region.containsKey("endColumn")) {
                assertThat(number(region, "endColumn")).isGreaterThan(number(region, "startColumn"));
            }
        });
    }

    @Test
    void theRegionIsTheWord() {
        Map<String, Object> misspelt = results().stream()
                .filter(result -> text(result, "ruleId").equals("VGL2020"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> place = object(list(misspelt, "locations").getFirst(), "physicalLocation");
        assertThat(object(place, "region"))
                .containsEntry("startLine", 11L)
                .containsEntry("startColumn", 5L)
                .containsEntry("endColumn", 12L);
    }

    @Test
    void filesBelowTheWorkingDirectoryAreRelativeAndEncoded() {
        assertThat(results()).allSatisfy(result -> {
            Map<String, Object> place = object(list(result, "locations").getFirst(), "physicalLocation");
            assertThat(text(object(place, "artifactLocation"), "uri")).matches("two%20nodes/[ab]\\.conf");
        });
        assertThat(results().stream().filter(result -> result.containsKey("relatedLocations")))
                .isNotEmpty();
    }

    @Test
    void otherFilesAreAbsolute() {
        List<NodeFile> files =
                NodeFile.of(List.of(directory.resolve("two nodes/a.conf").toString()));
        String report = SarifReport.of(Lint.cluster(files), "1", directory.resolve("elsewhere"));
        assertThat(report).contains("\"uri\":\"file://" + directory.toUri().getRawPath());
    }

    private Map<String, Object> run() {
        return list(log, "runs").getFirst();
    }

    private List<Map<String, Object>> rules() {
        return list(object(object(run(), "tool"), "driver"), "rules");
    }

    private List<Map<String, Object>> results() {
        return list(run(), "results");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) parent.get(name);
    }

    private static String text(Map<String, Object> parent, String name) {
        return (String) parent.get(name);
    }

    private static long number(Map<String, Object> parent, String name) {
        return ((Number) parent.get(name)).longValue();
    }
}
