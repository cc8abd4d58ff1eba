package dev.vigil.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.lint.Lint;
import dev.vigil.lint.NodeFile;
import io.avaje.json.mapper.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names in a report's JSON are those that the document on JSON promises. */
class JsonDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/use/json.md");
    private static final String SECTION = "## `vigil check --json` and `vigil lint --json`";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Has findings of every severity, with and without what may be absent, and failures of which one leaves nobody. */
    private static final String NODE = """
            vrrp_script check_web {
                script "/usr/local/libexec/check-web"
            }
            vrrp_instance WEB {
                interface eth0
                virtual_router_id 51
                priority %d
                advert_int %d
                %s
                virtual_ipaddress {
                    198.51.100.10/24
                }
                track_script {
                    check_web
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void theDocumentNamesExactlyWhatAReportHolds() throws IOException {
        String alpha = write("alpha.conf", NODE.formatted(150, 1, ""));
        String beta = write("beta.conf", NODE.formatted(100, 2, ""));
        String gamma = write("gamma.conf", NODE.formatted(90, 1, "priorty 3"));
        Set<String> found = new TreeSet<>();
        collect("", report(alpha, beta, gamma), found);
        assertThat(found).isEqualTo(documented());
    }

    private static Map<String, Object> report(String... files) {
        String json = JsonReport.of(Lint.cluster(NodeFile.of(List.of(files))));
        return JsonMapper.builder().build().fromJsonObject(json);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static void collect(String path, @Nullable Object value, Set<String> found) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> collect(path.isEmpty() ? "" + name : path + "." + name, member, found));
        } else if (value instanceof List<?> list) {
            list.forEach(member -> collect(path + "[]", member, found));
        } else {
            found.add(path);
        }
    }

    /** The names in the first column of the table of reports. */
    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        boolean ofReports = false;
        for (String line : Files.readAllLines(DOCUMENT)) {
            ofReports = line.startsWith("## ") ? line.equals(SECTION) : ofReports;
            if (ofReports && line.startsWith("| `")) {
                NAME.matcher(line.substring(0, line.indexOf(" | ")))
                        .results()
                        .forEach(name -> names.add(name.group(1)));
            }
        }
        return names;
    }

    @Test
    void aReportOfOneFileHasNoFailovers() throws IOException {
        String alpha = write("alpha.conf", NODE.formatted(150, 1, ""));
        NodeFile file = NodeFile.of(Path.of(alpha), ConfigLoader.Options.NONE);
        assertThat(JsonReport.of(Lint.each(List.of(file)))).contains("\"failovers\":[]");
    }
}
