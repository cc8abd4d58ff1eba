package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.facts.Facts;
import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.lint.Lint;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "Check configurations offline: every mistake with file, line and column, what it leads to, and how to fix"
                    + " it. Files of one cluster are best checked together: see vigil lint.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing but notes",
            "1:warnings",
            "2:errors, a file that is missing or empty, or one that the daemon would not start with",
            "64:wrong usage"
        },
        footer = {"", "vigil explain CODE says more about a finding, as in: vigil explain VGL2020"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            defaultValue = DaemonOptions.DEFAULT_CONFIG_FILE,
            description = "The configurations, each on its own; - is standard input (default: ${DEFAULT-VALUE}).")
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

    @Option(
            names = "--vigil-config",
            paramLabel = "FILE",
            description = "The vigil.conf that goes with each of them; with --host the default is "
                    + ConfigLoader.OWN_FILE_NAME + " if there is one.")
    private Optional<Path> own = Optional.empty();

    @Option(
            names = "--host",
            description =
                    "Check against this machine, too: interfaces, users, and scripts with their permissions, and whether"
                            + " the daemon would start here.")
    private boolean host;

    @ArgGroup
    private Format format = new Format();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What is printed. */
    static final class Format extends ReportFormat {
        @Option(
                names = "--facts",
                description = "Print what the configurations mean as JSON, one document for each file, and no findings."
                        + " Two files that mean the same give the same document.")
        private boolean facts;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ConfigLoader.Options options =
                new ConfigLoader.Options(configId, allIncludes).beside(host ? ConfigLoader.own(own) : own);
        List<NodeFile> nodes = new ArrayList<>();
        for (Path file : files) {
            NodeFile node = NodeFile.of(file, options);
            nodes.add(host ? node.on(new ThisMachine()) : node);
        }
        List<NodeFile> read = StandardInput.insteadOf(nodes);
        LintReport report = Lint.each(read);
        if (format.facts) {
            for (NodeFile node : read) {
                var result = ConfigLoader.standard().load(node.file(), node.options());
                Facts.write(result.draft(), out);
                out.println();
            }
        } else {
            format.print(report, out);
        }
        out.flush();
        return ExitCode.of(report.worst());
    }
}
