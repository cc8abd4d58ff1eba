package dev.vigil.daemon;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.daemon.options.DaemonOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code -t}: reads the configuration and reports on it, with keepalived's exit codes. */
final class ConfigTest {
    private ConfigTest() {}

    /** @param reportFile where the findings go; to standard error if empty */
    static int run(DaemonOptions options, Optional<String> reportFile) {
        if (reportFile.isEmpty()) {
            return report(options, System.err);
        }
        try (PrintStream file =
                new PrintStream(Files.newOutputStream(Path.of(reportFile.get())), true, StandardCharsets.UTF_8)) {
            return report(options, file);
        } catch (IOException e) {
            System.err.println("cannot write " + reportFile.get() + ": " + e.getMessage());
            return DaemonExit.FAILED;
        }
    }

    private static int report(DaemonOptions options, PrintStream out) {
        if (!Files.isReadable(Path.of(options.configFile()))) {
            out.println("cannot read " + options.configFile());
            return DaemonExit.OK;
        }
        List<Problem> problems = Daemon.load(options).problems();
        problems.forEach(out::println);
        boolean clean = problems.stream().allMatch(problem -> problem.severity() == Severity.INFO);
        return clean ? DaemonExit.OK : DaemonExit.CHECK_FOUND_PROBLEMS;
    }
}
