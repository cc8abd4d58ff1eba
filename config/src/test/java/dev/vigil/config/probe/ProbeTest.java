package dev.vigil.config.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.config.Loaded;
import dev.vigil.config.Problem;
import dev.vigil.config.ProblemCode;
import dev.vigil.config.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the probes, small configurations with one peculiarity each, and compares what comes out with what two releases of
 * keepalived made of them. Every difference is listed in deviations.tsv with its reason.
 */
class ProbeTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/probes");

    /** What a probe is compared in. */
    private enum Aspect {
        /** What 2.4.3 runs with. */
        FACTS,
        /** What 2.2.7 runs with. */
        OLD_FACTS,
        /** Whether there are findings. */
        FINDINGS,
        /** Whether the daemon starts at all. */
        START
    }

    /** A probe and what keepalived said about it and did with it. */
    record Probe(String name, String status, String oldFacts, String run, String facts, String oldRun) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Deviation(String probe, Aspect aspect) {}

    static Stream<Probe> probes() {
        return lines("VERDICTS.tsv").map(row -> new Probe(row[0], row[4], row[7], row[8], row[9], row[6]));
    }

    private static Stream<String[]> lines(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file)).lines().skip(1).map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Deviation> deviations() {
        Set<Deviation> deviations = new HashSet<>();
        lines("deviations.tsv")
                .filter(row -> !row[0].equals("-"))
                .forEach(row -> deviations.add(new Deviation(row[0], Aspect.valueOf(row[1]))));
        return deviations;
    }

    private static Loaded load(Probe probe) {
        return Loaded.file(DIRECTORY.resolve(probe.name() + ".conf"));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void aProbeMeansWhatItMeansToKeepalived(Probe probe) {
        Loaded loaded = load(probe);
        Set<Deviation> deviations = deviations();
        SoftAssertions all = new SoftAssertions();
        for (Aspect aspect : Aspect.values()) {
            boolean listed = deviations.contains(new Deviation(probe.name(), aspect));
            all.assertThat(differs(probe, loaded, aspect))
                    .as(
                            "%s of %s, %s%n%s%n%s",
                            aspect,
                            probe,
                            listed ? "listed" : "not listed",
                            difference(probe, loaded),
                            loaded.problems())
                    .isEqualTo(listed);
        }
        all.assertAll();
    }

    private static boolean differs(Probe probe, Loaded loaded, Aspect aspect) {
        return switch (aspect) {
            case FACTS ->
                probe.run().startsWith("running") && !isSame(facts(loaded, probe.facts(), true), probe.facts());
            case OLD_FACTS ->
                probe.oldRun().startsWith("running")
                        && !probe.oldFacts().equals(probe.facts())
                        && !isSame(facts(loaded, probe.oldFacts(), false), probe.oldFacts());
            case FINDINGS -> probe.status().equals("0") == hasFindings(loaded);
            case START -> probe.run().startsWith("exited") && !hasErrors(loaded);
        };
    }

    /** Long lists of orders to the kernel were recorded in part. */
    private static boolean isSame(String facts, String expected) {
        int cut = expected.indexOf(" ;; ...");
        return cut < 0 ? facts.equals(normal(expected)) : facts.startsWith(normal(expected.substring(0, cut)));
    }

    private static String difference(Probe probe, Loaded loaded) {
        return "\nkeepalived: " + normal(probe.facts()) + "\n     Vigil: " + facts(loaded, probe.facts(), true);
    }

    /** What the daemon cannot do yet is no finding about the configuration. */
    private static boolean hasFindings(Loaded loaded) {
        return loaded.problems().stream()
                .anyMatch(problem -> problem.severity() != Severity.INFO && !isNotYetSupported(problem));
    }

    private static boolean hasErrors(Loaded loaded) {
        return loaded.problems().stream()
                .anyMatch(problem -> problem.severity() == Severity.ERROR && !isNotYetSupported(problem));
    }

    private static boolean isNotYetSupported(Problem problem) {
        return problem.code().equals(ProblemCode.NOT_YET_SUPPORTED.code())
                || problem.code().equals(ProblemCode.NOT_SAFE_WITHOUT.code());
    }

    private static String facts(Loaded loaded, String expected, boolean padded) {
        boolean balancer = expected.startsWith("NEW_")
                || (expected.isEmpty() && loaded.config().instances().isEmpty());
        String facts = balancer ? ProbeFacts.balancer(loaded.config()) : ProbeFacts.vrrp(loaded.config());
        // Newer releases show the length of the padded password.
        return normal(padded ? facts.replaceAll("passlen=\\d+", "passlen=8") : facts);
    }

    /**
     * The facts without what only a running daemon knows: states, effective priorities and the addresses of interfaces. One
     * name of a scheduler was recorded as a number.
     */
    private static String normal(String facts) {
        // In a script the path is split at its blanks, each word in quotes.
        String directory = DIRECTORY.toAbsolutePath().toString();
        return facts.replaceAll(" state=\\S+", "")
                .replaceAll("(prio=\\d+)/\\d+", "$1")
                .replaceAll(":v(\\d) FAULT", ":v$1 BACKUP")
                .replaceAll(" src=(10\\.255\\.[12]\\.1|fe80::\\S+|\\(none\\))(?= |$)", "")
                .replace("sched=6515831", "sched=wlc")
                .replace(directory, "@DIR@")
                .replace(directory.replace(" ", "' '"), "@DIR@");
    }

    @Test
    void everyListedDeviationIsAboutAProbe() {
        Set<String> names = new TreeSet<>();
        probes().forEach(probe -> names.add(probe.name()));
        List<String> unknown = deviations().stream()
                .map(Deviation::probe)
                .filter(name -> !names.contains(name))
                .toList();
        assertThat(names).hasSize(157);
        assertThat(unknown).isEmpty();
    }
}
