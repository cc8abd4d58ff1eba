package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.lint.Finding;
import dev.vigil.config.lint.Lint;
import dev.vigil.config.lint.LintReport;
import dev.vigil.config.lint.NodeFile;
import dev.vigil.config.lint.report.LintText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil check}: reads configurations, touches nothing, and prints every finding. */
@Command(
        name = "check",
        description = {
            "Check configurations offline: every mistake with file, line and column, what it leads to, and how to mend"
                    + " it. Files of one cluster are best checked together: see vigil lint.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:errors, or warnings with --strict", "64:wrong usage"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The configurations, each on its own.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "The name that @ lines are compared with.")
    private Optional<String> configId = Optional.empty();

    @Option(
            names = {"-e", "--all-config"},
            description = "Treat a missing included file as an error.")
    private boolean allIncludes;

    @Option(names = "--strict", description = "Treat warnings as errors.")
    private boolean strict;

    @Option(
            names = "--host",
            description = "Check against this machine, too: interfaces, users, and scripts with their permissions.")
    private boolean host;

    @ArgGroup
    private Format format = new Format();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What is printed; text if nothing is said. */
    static final class Format {
        @Option(names = "--brief", description = "One line for each finding, as compilers print them.")
        private boolean brief;

        @Option(names = "--json", description = "Print the findings as JSON.")
        private boolean json;

        @Option(names = "--sarif", description = "Print the findings as SARIF 2.1.0, for code hosting sites.")
        private boolean sarif;

        @Option(
                names = "--facts",
                description = "Print what the configurations mean as JSON, one line for each file, and no findings."
                        + " Two files that mean the same give the same line.")
        private boolean facts;

        void print(LintReport report, PrintWriter out) {
            if (json) {
                out.println(LintJson.of(report));
            } else if (sarif) {
                out.println(LintSarif.of(report));
            } else if (brief) {
                report.findings().forEach(finding -> brief(finding, out));
                out.println(LintText.summary(report));
            } else {
                out.print(LintText.of(report));
            }
        }

        private static void brief(Finding finding, PrintWriter out) {
            for (Finding.Spot spot : finding.spots()) {
                out.println(spot.place() + ": " + finding.severity().name().toLowerCase(Locale.ROOT) + ": "
                        + finding.message() + " [" + finding.code() + "]");
            }
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ConfigLoader.Options options = new ConfigLoader.Options(configId, allIncludes);
        List<NodeFile> nodes = new ArrayList<>();
        for (Path file : files) {
            NodeFile node = NodeFile.of(file, options);
            nodes.add(host ? node.on(new ThisMachine()) : node);
        }
        LintReport report = Lint.each(nodes);
        if (format.facts) {
            files.forEach(file -> out.println(
                    FactsJson.of(ConfigLoader.standard().load(file, options).draft())));
        } else {
            format.print(report, out);
        }
        out.flush();
        return isGood(report) ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean isGood(LintReport report) {
        return switch (report.worst()) {
            case INFO -> true;
            case WARNING -> !strict;
            case ERROR -> false;
        };
    }
}
