package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.daemon.DaemonExit;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.lint.Finding;
import dev.vigil.lint.Lint;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import dev.vigil.lint.Verdict;
import dev.vigil.lint.report.Columns;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code -t}: reads the configuration, looks at this machine, and reports on both, with keepalived's exit codes. */
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
        Path file = Path.of(options.configFile());
        Optional<String> obstacle = ConfigLoader.obstacle(file);
        if (obstacle.isPresent()) {
            out.println(obstacle.get());
            return options.allIncludes() ? DaemonExit.CHECK_FOUND_NO_FILE : DaemonExit.OK;
        }
        var reading = new ConfigLoader.Options(options.configId(), options.allIncludes())
                .beside(ConfigLoader.own(options.ownFile().map(Path::of)));
        LintReport report = Lint.each(List.of(NodeFile.of(file, reading).on(new ThisMachine())));
        List<Finding> findings = report.findings().stream()
                .filter(finding -> ConfigTestStatus.concerns(finding.code()))
                .toList();
        findings.forEach(finding -> print(finding, out));
        int status = ConfigTestStatus.of(findings.stream().map(Finding::code).toList());
        Verdict verdict = report.verdicts().getFirst();
        if (verdict.starts()) {
            return status;
        }
        out.println(Columns.shown(verdict.node().shownFile() + ": " + verdict.text()));
        return status == DaemonExit.OK ? DaemonExit.CHECK_FOUND_PROBLEMS : status;
    }

    private static void print(Finding finding, PrintStream out) {
        finding.spots()
                .forEach(spot -> out.println(Columns.shown(spot.place() + ": "
                        + finding.severity().title() + ": " + finding.message() + " [" + finding.code() + "]")));
        finding.hint().ifPresent(hint -> out.println("    " + Columns.shown(hint)));
    }
}
