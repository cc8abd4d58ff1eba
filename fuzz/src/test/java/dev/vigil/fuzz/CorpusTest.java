package dev.vigil.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fuzz.Targets.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Replays every input in the repository: the seeds, what the fuzzer found worth keeping, and what once went wrong. */
class CorpusTest {
    private static final Path ROOT = Path.of(System.getProperty("vigil.root"));
    private static final Path INPUTS = ROOT.resolve("fuzz/src/test/resources");
    private static final long BYTES_MAX = 1 << 20;
    private static final Duration EACH_MAX = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicContainer> everyInputDoesNoHarm() {
        return Targets.ALL.stream()
                .map(target -> DynamicContainer.dynamicContainer(
                        target.name(), inputs(target).map(file -> replay(target, file))));
    }

    private static DynamicTest replay(Target target, Path file) {
        return DynamicTest.dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), () -> {
            byte[] input = Files.readAllBytes(file);
            Assertions.assertTimeoutPreemptively(EACH_MAX, () -> target.entry().accept(input));
        });
    }

    @Test
    void everyTargetIsListedAndHasACorpus() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("fuzz/src/test/java"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Fuzz.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList();
            assertThat(Targets.ALL.stream().map(Target::name)).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(Targets.ALL).allSatisfy(target -> assertThat(inputs(target)).isNotEmpty());
    }

    @Test
    void theCorporaStaySmall() throws IOException {
        try (Stream<Path> files = Files.walk(INPUTS)) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(CorpusTest::size)
                            .sum())
                    .isLessThan(BYTES_MAX);
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    /** The inputs of a target, and as files of the configuration language those that other tests use. */
    private static Stream<Path> inputs(Target target) {
        Stream<Path> own = Stream.of("corpus", "findings")
                .flatMap(kind -> listed(INPUTS.resolve(kind).resolve(target.name())));
        return target.type() == ConfigurationTextFuzz.class
                ? Stream.concat(own, listed(ROOT.resolve("config/src/test/resources/probes")))
                : own;
    }

    private static Stream<Path> listed(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return Arrays.stream(files.filter(Files::isRegularFile).sorted().toArray(Path[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
