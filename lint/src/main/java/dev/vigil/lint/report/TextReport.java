package dev.vigil.lint.report;

import dev.vigil.config.Severity;
import dev.vigil.config.Words;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Finding;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.NodeFile;
import dev.vigil.lint.Verdict;
import dev.vigil.lint.failover.FailoverTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report for people: every finding with its lines and a mark below the word concerned, the tables of failures, and a
 * summary.
 *
 * <pre>
 * alpha.conf:6:16: error: VRID 51: advert_int differs (1 s on alpha, 2 s on beta): ... [VGL3007]
 *     6 |     advert_int 1
 *       |                ^ alpha: 1 s
 *   beta.conf:6:16:
 *     6 |     advert_int 2
 *       |                ^ beta: 2 s
 *       = Write the same advert_int on every node.
 * </pre>
 */
public final class TextReport {
    private static final int NUMBER_WIDTH = 5;
    /** More lines than these are not shown, only their places. */
    private static final int LINES_MAX = 4;

    private static final int SPOTS_MAX = 10;
    /** More files than these are counted in the summary, not named. */
    private static final int NAMES_MAX = 6;

    private final StringBuilder text = new StringBuilder();
    private final TextStyle style;
    private final Excerpts excerpts;

    private TextReport(TextStyle style, LintReport report) {
        this.style = style;
        this.excerpts = new Excerpts(report);
    }

    /** The report, which ends with a line end. */
    public static String of(LintReport report, TextStyle style) {
        TextReport form = new TextReport(style, report);
        report.findings().forEach(form::finding);
        report.failovers().forEach(form::failover);
        form.text.append(summary(report)).append('\n').append(verdicts(report));
        return form.text.toString();
    }

    /** The report with one line for each place of a finding, as compilers print them, and the summary. */
    public static String brief(LintReport report) {
        StringBuilder lines = new StringBuilder();
        for (Finding finding : report.findings()) {
            for (Spot spot : finding.spots()) {
                lines.append(place(spot.place())).append(message(finding)).append('\n');
            }
        }
        return lines.append(summary(report))
                .append('\n')
                .append(verdicts(report))
                .toString();
    }

    /** One line: the files or nodes, and how many findings there are. */
    public static String summary(LintReport report) {
        String names = names(report.nodes());
        if (report.findings().isEmpty()) {
            return names + ": nothing to complain about";
        }
        return names + ": " + count(report, Severity.ERROR) + ", " + count(report, Severity.WARNING) + ", "
                + count(report, Severity.INFO);
    }

    /** Which nodes would start; those of which the same is said share a line. */
    public static String verdicts(LintReport report) {
        Map<String, List<NodeFile>> nodes = new LinkedHashMap<>();
        for (Verdict verdict : report.verdicts()) {
            nodes.computeIfAbsent(verdict.text(), _ -> new ArrayList<>()).add(verdict.node());
        }
        StringBuilder lines = new StringBuilder();
        nodes.forEach((text, same) -> lines.append(names(same))
                .append(": ")
                .append(Columns.shown(text))
                .append('\n'));
        return lines.toString();
    }

    /** Beyond a bound findings are not collected, and so not counted. */
    private static String count(LintReport report, Severity severity) {
        long count = report.count(severity);
        return (count < Findings.FINDINGS_MAX ? "" : "at least ") + Words.count(count, severity.title());
    }

    private static String names(List<NodeFile> nodes) {
        return nodes.size() > NAMES_MAX
                ? Words.count(nodes.size(), "file")
                : Columns.shown(nodes.stream().map(NodeFile::name).collect(Collectors.joining(", ")));
    }

    /** A place and what separates it from what follows; nothing if a finding is about no place. */
    private static String place(SourcePlace place) {
        return place.equals(SourcePlace.NOWHERE) ? "" : Columns.shown(place.toString()) + ": ";
    }

    private static String message(Finding finding) {
        return finding.severity().title() + ": " + Columns.shown(finding.message()) + " [" + finding.code() + "]";
    }

    private void finding(Finding finding) {
        head(finding);
        List<Spot> spots = finding.spots();
        excerpt(spots.getFirst(), finding.severity());
        for (int index = 1; index < Math.min(SPOTS_MAX, spots.size()); index++) {
            Spot spot = spots.get(index);
            boolean shown = index < LINES_MAX;
            text.append("  ")
                    .append(style.bold(Columns.shown(spot.place().toString())))
                    .append(":");
            text.append(shown || spot.note().isEmpty() ? "" : " " + Columns.shown(spot.note()))
                    .append('\n');
            if (shown) {
                excerpt(spot, finding.severity());
            }
        }
        if (spots.size() > SPOTS_MAX) {
            text.append("  and ").append(spots.size() - SPOTS_MAX).append(" more places\n");
        }
        finding.hint().ifPresent(this::hint);
        text.append('\n');
    }

    private void failover(FailoverTable table) {
        FailoverText.of(table)
                .lines()
                .map(Columns::shown)
                .forEach(line -> text.append(line).append('\n'));
        text.append('\n');
    }

    private void head(Finding finding) {
        String place = place(finding.place());
        String severity = finding.severity().title();
        String code = "[" + finding.code() + "]";
        String plain = style.wrapped("", place + message(finding), "    ");
        if (plain.startsWith(place + severity)) {
            String rest = plain.substring(place.length() + severity.length());
            text.append(style.bold(place)).append(style.severity(finding.severity(), severity));
            text.append(style.bold(rest.substring(0, rest.length() - code.length())));
            text.append(style.faint(code)).append('\n');
        } else {
            text.append(plain).append('\n');
        }
    }

    /** The line of a spot, and a mark below the word. */
    private void excerpt(Spot spot, Severity severity) {
        SourcePlace place = spot.place();
        Optional<Excerpts.Excerpt> found = excerpts.at(place);
        if (found.isEmpty()) {
            return;
        }
        String line = Columns.shown(found.get().line());
        String number = Integer.toString(place.line());
        String margin = " ".repeat(NUMBER_WIDTH) + " | ";
        text.append(style.faint(" ".repeat(Math.max(0, NUMBER_WIDTH - number.length())) + number + " | "));
        text.append(line).append('\n').append(style.faint(margin));
        int column = Math.min(found.get().column(), line.length());
        line.substring(0, column)
                .codePoints()
                .forEach(before -> text.append(before == '\t' ? "\t" : " ".repeat(Columns.of(before))));
        int end = Math.min(line.length(), column + Excerpts.wordLength(line, column));
        String mark = "^" + "~".repeat(Math.max(0, Columns.of(line.substring(column, end)) - 1));
        text.append(style.severity(severity, mark));
        text.append(spot.note().isEmpty() ? "" : " " + Columns.shown(spot.note()))
                .append('\n');
    }

    private void hint(String hint) {
        String margin = " ".repeat(NUMBER_WIDTH) + " = ";
        text.append(style.wrapped(margin, Columns.shown(hint), " ".repeat(margin.length())))
                .append('\n');
    }
}
