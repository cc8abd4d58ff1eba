package dev.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the C compiler says about expressions of the system's headers. */
final class CHeaders {
    private static final long COMPILE_WITHIN_S = 60;

    private CHeaders() {}

    /** The values of C integer expressions under their names, computed by a small program that gcc compiles. */
    static Map<String, Long> evaluate(Path directory, List<String> headers, Map<String, String> expressions)
            throws IOException, InterruptedException {
        assumeTrue(hasCompiler(), "gcc is not installed, so the constants cannot be compared with the C headers");
        StringBuilder source = new StringBuilder("#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdio.h>\n");
        headers.forEach(header -> source.append("#include <").append(header).append(">\n"));
        source.append("int main(void) {\n");
        expressions.forEach((name, expression) -> source.append("  printf(\"%s %lld\\n\", \"")
                .append(name)
                .append("\", (long long) (")
                .append(expression)
                .append("));\n"));
        source.append("  return 0;\n}\n");
        Path file = Files.writeString(directory.resolve("headers.c"), source);
        Path program = directory.resolve("headers");
        run("gcc", "-w", "-o", program.toString(), file.toString());
        Map<String, Long> values = new TreeMap<>();
        for (String line : run(program.toString()).lines().toList()) {
            String[] words = line.split(" ", -1);
            values.put(words[0], Long.valueOf(words[1]));
        }
        return values;
    }

    private static boolean hasCompiler() {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcc")));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(COMPILE_WITHIN_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
