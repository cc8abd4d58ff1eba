package dev.vigil.cli;

import dev.vigil.daemon.options.DaemonOptions;
import dev.vigil.lint.Lint;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil lint}: judges the configurations of a cluster's nodes together. */
@Command(
        name = "lint",
        description = {
            "Check the files of a cluster's nodes together: what they must agree on, and which failure moves the"
                    + " addresses where. Reads files only.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing but notes",
            "1:warnings",
            "2:errors: a failover will not work, or two nodes will be master",
            "64:wrong usage"
        },
        footer = {
            "",
            "A node is a file, - for standard input, NAME=FILE (@NAME lines count then), or a directory that holds a",
            "copy of the node's files: its scripts are looked at, too.",
            "",
            "vigil explain CODE says more about a finding.",
            "",
            "Example: vigil lint web1=keepalived.conf web2=keepalived.conf"
        })
final class LintCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "NODE",
            defaultValue = DaemonOptions.DEFAULT_CONFIG_FILE,
            description = "The configurations, one for each node (default: ${DEFAULT-VALUE}, as the only one).")
    private List<String> nodes = new ArrayList<>();

    @Mixin
    private OwnFiles own = new OwnFiles();

    @ArgGroup
    private ReportFormat format = new ReportFormat();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LintReport report = Lint.cluster(StandardInput.insteadOf(own.beside(NodeFile.of(nodes), spec)));
        format.print(report, spec.commandLine().getOut());
        return ExitCode.of(report.worst());
    }
}
