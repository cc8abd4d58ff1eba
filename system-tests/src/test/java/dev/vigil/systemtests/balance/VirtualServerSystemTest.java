package dev.vigil.systemtests.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same virtual servers with Vigil and with keepalived, side by side in one machine with IPVS (user-mode Linux): the kernel's
 * table, the programs that were run, what was written to FIFOs and what was mailed are equal after each step of their lives.
 * The lives are those of system-tests/uml/scenarios.
 */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class VirtualServerSystemTest {
    private static final int LIMIT_S = 400;
    private static final int UNPACKING_S = 600;

    /** What prepare.sh ends with where Debian's packages cannot be fetched. */
    private static final int NOT_TO_BE_HAD = 3;

    private static final Path TOOLS = Program.root().resolve("system-tests/uml");

    /** Unpacked once and kept, beside what Maven keeps. */
    private static final Path HOME = Program.root().resolve("system-tests/target/uml");

    private static final String THEIRS = ".keepalived";
    private static final String OURS = ".vigil";

    @TempDir
    private Path folder;

    @Test
    @Timeout(LIMIT_S + UNPACKING_S + 30)
    void theTableAndTheProgramsAreThoseOfKeepalivedAfterEachStep() throws Exception {
        prepare();
        live();
        Map<String, String> theirs = steps(THEIRS);

        assertThat(theirs.get("life/01-start-one")).contains("-a -t 10.9.0.100:80 -r 127.0.0.1:8001 -m -w 1");
        assertThat(theirs).hasSize(stepsOfAll());
        assertThat(steps(OURS)).isEqualTo(theirs);
    }

    private void prepare() throws IOException, InterruptedException {
        Ended ended = run(UNPACKING_S, "bash", TOOLS.resolve("prepare.sh").toString());
        assumeTrue(ended.code != NOT_TO_BE_HAD, () -> "there is no kernel with IPVS to try this on: " + ended.output);
        assertThat(ended.code).as(ended.output).isZero();
    }

    private void live() throws IOException, InterruptedException {
        Ended ended = run(
                LIMIT_S + 30,
                TOOLS.resolve("umlrun").toString(),
                "-t",
                Integer.toString(LIMIT_S),
                "-o",
                folder.toString(),
                "python3",
                TOOLS.resolve("lvs.py").toString(),
                TOOLS.resolve("scenarios").toString(),
                "/vm/results",
                "keepalived=keepalived -n -l -D -C -f",
                "vigil=" + Program.vigilCommand("vigil") + " run -n -l -D -f");
        assertThat(ended.code)
                .as(() -> ended.output + text(folder.resolve("console")))
                .isZero();
    }

    /** What one of the two has come to, by scenario and step. */
    private Map<String, String> steps(String whose) throws IOException {
        Map<String, String> steps = new TreeMap<>();
        Path results = folder.resolve("results");
        try (Stream<Path> files = Files.walk(results)) {
            files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*" + whose))
                    .forEach(file -> {
                        String name = results.relativize(file).toString();
                        steps.put(name.substring(0, name.length() - whose.length()), text(file));
                    });
        }
        return steps;
    }

    /** How many steps the scenarios have from their first start on. */
    private static int stepsOfAll() throws IOException {
        int sum = 0;
        try (Stream<Path> files = Files.list(TOOLS.resolve("scenarios"))) {
            for (Path file : files.toList()) {
                String[] parts = text(file).split("--- steps\n", -1);
                sum += (int) parts[1].lines()
                        .dropWhile(line -> !line.startsWith("start"))
                        .filter(line -> !line.isBlank())
                        .count();
            }
        }
        return sum;
    }

    private record Ended(int code, String output) {}

    private static Ended run(int limitS, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("UML_HOME", HOME.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(limitS, TimeUnit.SECONDS)).as(output).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
