package dev.vigil.cli;

import dev.vigil.config.Severity;
import dev.vigil.config.lint.Lint;
import dev.vigil.config.lint.LintReport;
import dev.vigil.config.lint.NodeFile;
import dev.vigil.config.lint.report.LintText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "0:nothing but remarks",
            "1:warnings",
            "2:errors: a failover will not work, or two nodes will be master",
            "64:wrong usage"
        },
        footer = {
            "",
            "A node is a file, NAME=FILE (@NAME lines count then), or a directory that holds a copy of the",
            "node's files: its scripts are looked at, too.",
            "",
            "Example: vigil lint web1=keepalived.conf web2=keepalived.conf"
        })
final class LintCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "NODE", description = "The configurations, one for each node.")
    private List<String> nodes = new ArrayList<>();

    @ArgGroup
    private Format format = new Format();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What the report looks like; text if nothing is said. */
    static final class Format {
        @Option(names = "--json", description = "Print the report as JSON.")
        private boolean json;

        @Option(names = "--sarif", description = "Print the findings as SARIF 2.1.0, for code hosting sites.")
        private boolean sarif;

        void print(LintReport report, PrintWriter out) {
            if (json) {
                out.println(LintJson.of(report));
            } else if (sarif) {
                out.println(LintSarif.of(report));
            } else {
                out.print(LintText.of(report));
            }
            out.flush();
        }
    }

    @Override
    public Integer call() {
        LintReport report = Lint.cluster(NodeFile.of(nodes));
        format.print(report, spec.commandLine().getOut());
        return exitCode(report.worst());
    }

    private static int exitCode(Severity worst) {
        return switch (worst) {
            case INFO -> ExitCode.OK;
            case WARNING -> 1;
            case ERROR -> 2;
        };
    }
}
