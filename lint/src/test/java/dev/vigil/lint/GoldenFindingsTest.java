package dev.vigil.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.ProblemCode;
import dev.vigil.lint.Finding.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The exact findings about the deployments of published articles, with their mistakes and mended: of each file on its
 * own and of the nodes together. What Vigil cannot do yet is left out, as that is no mistake of theirs. With {@code -Dvigil.golden=rewrite} the expected findings are written anew; read the
 * difference before it is committed.
 */
class GoldenFindingsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path DEPLOYMENTS = Path.of("../system-tests/src/test/resources/seeds");
    private static final Path COPIES = Path.of("src/test/resources/lint/seeds");
    private static final Set<String> TO_COME =
            Set.of(ProblemCode.NOT_YET_SUPPORTED.code(), ProblemCode.NOT_SAFE_WITHOUT.code());
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("vigil.golden"));

    /**
     * @param name of the file with the expected findings
     * @param base the directory that the nodes are below
     * @param nodes one configuration, or those of one cluster
     */
    record Case(String name, Path base, List<String> nodes) {
        Case(String name, Path base, String... nodes) {
            this(name, base, List.of(nodes));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("000-faulty", DEPLOYMENTS, "faulty/000-a.conf", "faulty/000-b.conf"),
                new Case("000-faulty-with-weight", COPIES, "single-tracked/keepalived.conf"),
                new Case("000-mended", DEPLOYMENTS, "000-haproxy-standby/a.conf", "000-haproxy-standby/b.conf"),
                new Case(
                        "000-mended-with-weight",
                        DEPLOYMENTS,
                        "000-haproxy-standby/a-weighted.conf",
                        "000-haproxy-standby/b-weighted.conf"),
                new Case("001-faulty", DEPLOYMENTS, "faulty/001-a.conf", "faulty/001-b.conf"),
                new Case("001-faulty-with-scripts", COPIES, "nginx-pair/a", "nginx-pair/b"),
                new Case("001-mended", DEPLOYMENTS, "001-nginx-pair/a.conf", "001-nginx-pair/b.conf"),
                new Case("002-faulty", DEPLOYMENTS, "faulty/002.conf"),
                new Case("002-faulty-with-server", COPIES, "overview/keepalived.conf"),
                new Case("003-faulty", DEPLOYMENTS, "faulty/003-a.conf", "faulty/003-b.conf"),
                new Case("003-half-mended", COPIES, "cloud/a-mended.conf", "cloud/b-mended.conf"),
                new Case("003-mended", DEPLOYMENTS, "003-cloud-unicast/a.conf", "003-cloud-unicast/b.conf"),
                new Case("004-one-faulty", DEPLOYMENTS, "faulty/004-one-a.conf", "faulty/004-one-b.conf"),
                new Case("004-one-faulty-with-scripts", COPIES, "one-active/a", "one-active/b"),
                new Case("004-two-faulty", DEPLOYMENTS, "faulty/004-two-a.conf", "faulty/004-two-b.conf"),
                new Case("004-two-faulty-with-scripts", COPIES, "two-active/a", "two-active/b"),
                new Case("004-mended", DEPLOYMENTS, "004-two-active/a.conf", "004-two-active/b.conf"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFindingsAreExactlyThese(Case deployment) throws IOException {
        Path golden = GOLDEN.resolve(deployment.name() + ".txt");
        String findings = findings(deployment);
        if (REWRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, findings);
        }
        assertThat(findings).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyExpectationBelongsToACase() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            cases().map(known -> known.name() + ".txt").toList());
        }
    }

    private static String findings(Case deployment) {
        List<String> arguments = deployment.nodes().stream()
                .map(node -> deployment.base().resolve(node).toString())
                .toList();
        List<NodeFile> nodes = NodeFile.of(arguments);
        StringBuilder text = new StringBuilder();
        for (NodeFile node : nodes) {
            text.append("check ").append(shown(node.file(), deployment)).append('\n');
            NodeFile alone = NodeFile.of(node.file(), ConfigLoader.Options.NONE);
            append(text, Lint.each(List.of(alone)), deployment);
        }
        if (nodes.size() > 1) {
            text.append("lint ").append(String.join(" ", deployment.nodes())).append('\n');
            append(text, Lint.cluster(nodes), deployment);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, LintReport report, Case deployment) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : report.findings()) {
            if (TO_COME.contains(finding.code())) {
                continue;
            }
            String kind = finding.code() + " " + finding.severity().title();
            for (Spot spot : finding.spots()) {
                String file = shown(Path.of(spot.place().file()), deployment);
                lines.add("  %s %s:%d:%d"
                        .formatted(kind, file, spot.place().line(), spot.place().column()));
            }
        }
        lines.forEach(line -> text.append(line).append('\n'));
        if (lines.isEmpty()) {
            text.append("  nothing\n");
        }
    }

    private static String shown(Path file, Case deployment) {
        return deployment.base().relativize(file).toString();
    }
}
