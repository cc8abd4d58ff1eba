package dev.vigil.cli;

import dev.vigil.lint.LintReport;
import dev.vigil.lint.report.JsonReport;
import dev.vigil.lint.report.SarifReport;
import dev.vigil.lint.report.TextReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The form in which {@code check} and {@code lint} print their findings; text if nothing is said. */
class ReportFormat {
    @Option(names = "--brief", description = "One line for each place of a finding, as compilers print them.")
    private boolean brief;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--sarif", description = "Print the findings as SARIF 2.1.0, for code hosting sites.")
    private boolean sarif;

    void print(LintReport report, PrintWriter out) {
        if (json) {
            out.println(JsonReport.of(report));
        } else if (sarif) {
            out.println(SarifReport.of(report, dev.vigil.daemon.Version.TEXT, Path.of("")));
        } else if (brief) {
            out.print(TextReport.brief(report));
        } else {
            out.print(TextReport.of(report, Screen.style()));
        }
        out.flush();
    }
}
