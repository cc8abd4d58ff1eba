package dev.vigil.config.lint.report;

import dev.vigil.config.Severity;
import dev.vigil.config.lint.Finding;
import dev.vigil.config.lint.LintReport;
import dev.vigil.config.lint.Words;
import java.util.ArrayList;
import java.util.List;

/** A report for people: every finding, the tables of failures, and a summary. */
public final class LintText {
    private LintText() {}

    public static String of(LintReport report) {
        StringBuilder text = new StringBuilder();
        FindingText findings = new FindingText(new SourceLines());
        for (Finding finding : report.findings()) {
            text.append(findings.of(finding)).append('\n');
        }
        report.failovers().forEach(table -> text.append(FailoverText.of(table)).append('\n'));
        return text.append(summary(report)).append('\n').toString();
    }

    /** One line: the nodes, and how many findings there are. */
    public static String summary(LintReport report) {
        List<String> names = new ArrayList<>();
        report.nodes().forEach(node -> names.add(node.name()));
        if (report.findings().isEmpty()) {
            return String.join(", ", names) + ": nothing to complain about";
        }
        return String.join(", ", names) + ": " + Words.count(report.count(Severity.ERROR), "error") + ", "
                + Words.count(report.count(Severity.WARNING), "warning") + ", "
                + Words.count(report.count(Severity.INFO), "remark");
    }
}
