package dev.vigil.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one short command to its end, within a bounded time. */
public final class Shell {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private Shell() {}

    /** How a command ended, with its standard output and error in one text. */
    public record Outcome(int exitCode, String output) {}

    /** Runs {@code command}; an exit code other than 0 is the caller's to judge. */
    public static Outcome run(List<String> command) {
        try {
            Path output = Files.createTempFile("lab-", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .start();
                boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                    throw new IllegalStateException("still running after " + LIMIT + ": " + String.join(" ", command));
                }
                return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + command, e);
        }
    }

    /** Runs {@code command}, which has to succeed, and returns its output. */
    public static String must(List<String> command) {
        Outcome outcome = run(command);
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(
                    "exit code " + outcome.exitCode() + ": " + String.join(" ", command) + "\n" + outcome.output());
        }
        return outcome.output();
    }
}
