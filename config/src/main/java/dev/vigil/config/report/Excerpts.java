package dev.vigil.config.report;

import dev.vigil.config.SecretValues;
import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.lint.LintReport;
import dev.vigil.config.lint.SourceText;
import dev.vigil.config.model.SourcePlace;
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

    /** The line at a place; empty if the file cannot be read, or has no such line, or the line is blank or no text. */
    Optional<String> line(SourcePlace place) {
        return text.line(place.file(), place.line())
                .filter(line -> line.indexOf('\0') < 0)
                .map(line -> shown(line).stripTrailing())
                .filter(line -> !line.isEmpty());
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

    private String shown(String line) {
        String open = secrets.masked(SecretKeywords.masked(line));
        return open.length() > LINE_LENGTH_MAX ? open.substring(0, LINE_LENGTH_MAX) : open;
    }
}
