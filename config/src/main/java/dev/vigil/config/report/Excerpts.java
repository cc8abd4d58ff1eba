package dev.vigil.config.report;

import dev.vigil.config.lint.NodeFile;
import dev.vigil.config.lint.SourceText;
import dev.vigil.config.model.SourcePlace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that findings are about, read when they are asked for, without secrets. */
final class Excerpts {
    /** A line is shown up to here. */
    private static final int LINE_LENGTH_MAX = 200;

    /** A keyword whose argument nobody else may see, and the argument up to a comment. */
    private static final Pattern SECRET = Pattern.compile(
            "(?<=\\b(?:auth_pass|password)\\s{1,40}|\\bkey\\s{1,40}\\d{1,3}\\s{1,40}|^\\s{0,40}key\\s{1,40})\\S.*");

    private final SourceText text;

    Excerpts(List<NodeFile> nodes) {
        this.text = new SourceText(nodes);
    }

    /** The line at a place; empty if the file cannot be read, or has no such line, or the line is blank. */
    Optional<String> line(SourcePlace place) {
        return text.line(place.file(), place.line())
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

    private static String shown(String line) {
        Matcher secret = SECRET.matcher(line);
        String open = secret.find() ? line.substring(0, secret.start()) + masked(secret.group()) : line;
        return open.length() > LINE_LENGTH_MAX ? open.substring(0, LINE_LENGTH_MAX) : open;
    }

    /** As many stars as there are characters, so that marks stay below what they mark. */
    private static String masked(String secret) {
        return secret.stripTrailing().replaceAll("\\S", "*");
    }
}
