package dev.vigil.systemtests.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.systemtests.lab.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same virtual servers with Vigil and with keepalived, each in a machine of its own with IPVS (user-mode Linux): the
 * kernel's table and the programs that were run are equal after each step of their life.
 */
@EnabledIf("dev.vigil.systemtests.lab.Program#vigilPlays")
class VirtualServerSystemTest {
    private static final int LIMIT_S = 150;
    private static final int UNPACKING_S = 600;

    /** What prepare.sh ends with where Debian's packages cannot be fetched. */
    private static final int NOT_TO_BE_HAD = 3;

    private static final Path TOOLS = Program.root().resolve("system-tests/uml");

    /** Unpacked once and kept, beside what Maven keeps. */
    private static final Path HOME = Program.root().resolve("system-tests/target/uml");

    @TempDir
    private Path folder;

    @Test
    @Timeout(2 * LIMIT_S + UNPACKING_S)
    void theTableAndTheProgramsAreThoseOfKeepalivedAfterEachStep() throws Exception {
        prepare();
        Map<String, String> theirs = life("keepalived", "keepalived", "-n", "-l", "-D", "-C", "-f");
        Map<String, String> ours = life("vigil", Program.vigilCommand("vigil"), "run", "-n", "-l", "-D", "-f");

        assertThat(theirs.get("1-start")).contains("-a -t 10.9.0.100:80 -r 127.0.0.1:8001 -m -w 1");
        assertThat(theirs).hasSize(18);
        assertThat(ours).isEqualTo(theirs);
    }

    private void prepare() throws IOException, InterruptedException {
        Ended ended = run(UNPACKING_S, "bash", TOOLS.resolve("prepare.sh").toString());
        assumeTrue(ended.code != NOT_TO_BE_HAD, () -> "there is no kernel with IPVS to try this on: " + ended.output);
        assertThat(ended.code).as(ended.output).isZero();
    }

    private Map<String, String> life(String name, String... command) throws IOException, InterruptedException {
        Path shared = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(
                TOOLS.resolve("umlrun").toString(),
                "-t",
                Integer.toString(LIMIT_S),
                "-o",
                shared.toString(),
                "bash",
                TOOLS.resolve("lvs.sh").toString(),
                name));
        words.addAll(List.of(command));
        Ended ended = run(LIMIT_S + 30, words.toArray(String[]::new));
        Path log = shared.resolve(name + ".log");
        assertThat(ended.code)
                .as(() -> ended.output + text(Files.exists(log) ? log : shared.resolve("console")))
                .isZero();
        Map<String, String> steps = new TreeMap<>();
        try (Stream<Path> files = Files.list(shared)) {
            files.filter(file -> file.getFileName().toString().matches(name + "\\.\\d-.*"))
                    .forEach(file -> steps.put(file.getFileName().toString().substring(name.length() + 1), text(file)));
        }
        return steps;
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
