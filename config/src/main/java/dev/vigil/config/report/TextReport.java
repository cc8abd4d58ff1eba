package dev.vigil.config.report;

import dev.vigil.config.Problem;
import dev.vigil.config.Severity;
import dev.vigil.config.model.SourcePlace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Findings for people, each with its line and a mark below the word that it is about.
 *
 * <pre>
 * ha.conf:7:5: error: "priorty" is no keyword of vrrp_instance; the line is ignored [VGL2020]
 *     7 |     priorty 200
 *       |     ^~~~~~~
 *       = Did you mean priority?
 * </pre>
 */
public final class TextReport {
    private static final int NUMBER_WIDTH = 5;

    private final StringBuilder text = new StringBuilder();
    private final Excerpts excerpts = new Excerpts();

    private TextReport() {}

    /** All findings, each with a line break at its end; empty if there are none. */
    public static String of(List<Problem> problems) {
        TextReport report = new TextReport();
        problems.forEach(report::problem);
        return report.text.toString();
    }

    /** How many findings there are of each severity, as in {@code 2 errors, 1 warning}. */
    public static String summary(List<Problem> problems) {
        if (problems.isEmpty()) {
            return "no findings";
        }
        return count(problems, Severity.ERROR, "error") + ", " + count(problems, Severity.WARNING, "warning");
    }

    private static String count(List<Problem> problems, Severity severity, String word) {
        long count = problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private void problem(Problem problem) {
        String severity = problem.severity().name().toLowerCase(Locale.ROOT);
        text.append(problem.place()).append(": ").append(severity).append(": ");
        text.append(problem.message()).append(" [").append(problem.code()).append("]\n");
        Optional<String> line = excerpts.line(problem.place());
        line.ifPresent(found -> excerpt(found, problem.place()));
        problem.hint().ifPresent(this::hint);
    }

    private void excerpt(String line, SourcePlace place) {
        String number = Integer.toString(place.line());
        text.repeat(' ', Math.max(0, NUMBER_WIDTH - number.length()));
        text.append(number).append(" | ").append(line.stripTrailing()).append('\n');
        text.repeat(' ', NUMBER_WIDTH).append(" | ");
        int start = Math.min(place.column() - 1, line.length());
        for (int index = 0; index < start; index++) {
            text.append(line.charAt(index) == '\t' ? '\t' : ' ');
        }
        text.append('^')
                .repeat('~', Math.max(0, wordEnd(line, start) - start - 1))
                .append('\n');
    }

    private static int wordEnd(String line, int start) {
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private void hint(String hint) {
        text.repeat(' ', NUMBER_WIDTH).append(" = ").append(hint).append('\n');
    }
}
