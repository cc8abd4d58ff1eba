package dev.vigil.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/trust/conformance.md and docs/trust/mutation.md say is shown by tests that exist. */
class ConformanceTest {
    private static final Path ROOT = Program.root();
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final int COLUMNS = 4;

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, Path> sources = testSources();
        for (String document : List.of("conformance.md", "mutation.md")) {
            List<String> missing = TEST.matcher(Files.readString(ROOT.resolve("docs/trust", document)))
                    .results()
                    .filter(test -> !isDeclared(sources.get(test.group(1)), test.group(2)))
                    .map(test -> test.group(1) + "#" + test.group(2))
                    .toList();
            assertThat(missing).as(document).isEmpty();
        }
    }

    @Test
    void everyRequirementHasATestOrSaysWhyThereIsNone() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/trust/conformance.md")).stream()
                .filter(line -> line.matches("\\| \\d.*"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(60);
        assertThat(rows).allSatisfy(row -> {
            String[] cells = row.substring(1, row.lastIndexOf('|')).split("\\|", -1);
            assertThat(cells)
                    .hasSize(COLUMNS)
                    .allSatisfy(cell -> assertThat(cell).isNotEmpty());
            boolean shown = TEST.matcher(cells[3]).find();
            boolean explained = cells[2].matches(".*(\\*\\*|does not apply|none|no address|as configured).*");
            assertThat(shown || explained).as(row).isTrue();
        });
    }

    private static boolean isDeclared(Path source, String method) {
        try {
            return source != null && Files.readString(source).contains("void " + method + "(");
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, Path> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> file.toString().contains("/src/test/java/"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(),
                            (first, second) -> first));
        }
    }
}
