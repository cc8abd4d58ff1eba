package dev.vigil.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.lint.Finding;
import dev.vigil.lint.Linted;
import dev.vigil.lint.NodeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document on findings tells of every code, and its examples have the findings that they are examples of. */
class FindingsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/use/findings.md");
    private static final List<Path> TESTS = List.of(Path.of("src/test/java"), Path.of("../config/src/test/java"));
    private static final Pattern HEADING = Pattern.compile("(?m)^### (.*)$");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```(conf|global|instance|nodes|own)\\n(.*?)^```$");
    private static final Pattern TEST_NAME = Pattern.compile("\\b([A-Z]\\w+Test)\\.(\\w+)");

    /**
     * @param kind what the lines are: a whole file, or lines of a block that is fine otherwise
     */
    record Example(String code, String kind, String lines) {
        @Override
        public String toString() {
            return code;
        }

        Linted linted() {
            return switch (kind) {
                case "conf" -> Linted.node(lines);
                case "global" -> NodeText.alpha().global(lines.strip()).linted();
                case "instance" -> NodeText.alpha().instance(lines.strip()).linted();
                case "own" -> Linted.beside(NodeText.alpha().text(), lines);
                case "nodes" ->
                    NodeText.alpha()
                            .instance(linesOf("alpha"))
                            .lintedWith(NodeText.beta().instance(linesOf("beta")));
                default -> throw new IllegalArgumentException(kind);
            };
        }

        private String linesOf(String node) {
            String own = node + ": ";
            return String.join(
                    "\n",
                    lines.lines()
                            .filter(line -> line.startsWith(own))
                            .map(line -> line.substring(own.length()))
                            .toList());
        }
    }

    static Stream<Example> examples() {
        return FindingCodes.all().stream()
                .flatMap(code -> EXAMPLE.matcher(code.section().orElse(""))
                        .results()
                        .map(example -> new Example(code.code(), example.group(1), example.group(2))));
    }

    @Test
    void everyCodeHasASectionAndEverySectionACode() throws IOException {
        List<String> headings = HEADING.matcher(Files.readString(DOCUMENT))
                .results()
                .map(heading -> heading.group(1))
                .toList();
        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(FindingCodes.all().stream()
                        .map(code -> "%s %s (%s)"
                                .formatted(
                                        code.code(),
                                        code.name(),
                                        code.severity().title()))
                        .toList());
    }

    @Test
    void everySectionBeginsWithTheSummaryAndHasAnExampleAndARemedy() {
        assertThat(FindingCodes.all()).allSatisfy(code -> {
            String section = code.section().orElse("");
            assertThat(section.replace('\n', ' ')).startsWith(code.summary());
            assertThat(section.split("(?m)^```", -1)).as("one example").hasSize(3);
            assertThat(section).as("a remedy after the example").doesNotEndWith("```");
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleHasItsFinding(Example example) {
        Linted linted = example.linted();
        assertThat(linted.report().findings().stream().map(Finding::code))
                .as(linted.text())
                .contains(example.code());
    }

    @Test
    void theTestsThatItNamesExist() throws IOException {
        List<MatchResult> names =
                TEST_NAME.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(names).hasSizeGreaterThan(30);
        String tests = testSources();
        for (MatchResult name : names) {
            assertThat(tests).containsPattern("(?s)class " + name.group(1) + " .*?void " + name.group(2) + "\\(");
        }
    }

    @Test
    void aCodeIsFoundInUpperAndLowerCase() {
        assertThat(FindingCodes.find("vgl3303").orElseThrow().name()).isEqualTo("SAMPLE_VRID");
        assertThat(FindingCodes.find("VGL3303").orElseThrow().section().orElseThrow())
                .contains("tcpdump");
        assertThat(FindingCodes.find("VGL9999")).isEmpty();
    }

    private static String testSources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path directory : TESTS) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }
}
