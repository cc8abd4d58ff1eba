package dev.vigil.lint.report;

import dev.vigil.config.SecretValues;
import dev.vigil.config.keyword.Stars;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.LintReport;
import dev.vigil.lint.SourceText;
import java.util.BitSet;
import java.util.Optional;

/** The lines that findings are about, read when they are asked for, without secrets. */
final class Excerpts {
    /** A line is shown up to here. */
    private static final int LINE_LENGTH_MAX = 200;

    private final SourceText text;
    private final SecretValues secrets;

    Excerpts(LintReport report) {
        this.text = new SourceText(report.nodes());
        this.secrets = report.secrets();
    }

    /**
     * A line without secrets.
     *
     * @param column where the place is on it, counted from 0
     */
    record Excerpt(String line, int column) {}

    /** The line at a place; empty if the file cannot be read, or has no such line, or the line is blank or no text. */
    Optional<Excerpt> at(SourcePlace place) {
        return text.line(place.file(), place.line())
                .filter(line -> line.indexOf('\0') < 0 && !line.isBlank())
                .map(line -> shown(line, place));
    }

    /** Only the line. */
    Optional<String> line(SourcePlace place) {
        return at(place).map(Excerpt::line);
    }

    /** How many characters of a line the word takes that begins at a column, counted from 0; at least 1. */
    static int wordLength(String line, int column) {
        if (column < line.length() && line.charAt(column) == '"') {
            int closing = line.indexOf('"', column + 1);
            return closing < 0 ? line.length() - column : closing - column + 1;
        }
        int end = column;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return Math.max(1, end - column);
    }

    private Excerpt shown(String line, SourcePlace place) {
        BitSet hidden = secrets.hidden(line, place);
        String open = Stars.over(line, hidden);
        String cut = open.substring(0, Math.min(LINE_LENGTH_MAX, open.length())).stripTrailing();
        int column = Stars.column(Math.clamp(place.column() - 1, 0, line.length()), hidden);
        return new Excerpt(cut, Math.min(column, cut.length()));
    }
}
