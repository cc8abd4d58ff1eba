package dev.vigil.config.lint.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that findings point at, as they stand in their files but without secrets. */
final class SourceLines {
    /** A line is shown up to here. */
    private static final int LINE_LENGTH_MAX = 200;

    /** A keyword whose argument nobody else may see, and the argument. */
    private static final Pattern SECRET =
            Pattern.compile("(?<=\\b(?:auth_pass|password)\\s{1,40}|\\bkey\\s{1,40}\\d{1,3}\\s{1,40})\\S.*");

    private final SourceText text = new SourceText();

    SourceLines() {}

    /** A line, counted from 1; empty if the file or the line cannot be had. */
    Optional<String> line(String file, int number) {
        return text.line(file, number).map(SourceLines::shown);
    }

    private static String shown(String line) {
        Matcher secret = SECRET.matcher(line);
        String open = secret.find() ? line.substring(0, secret.start()) + "********" : line;
        return open.length() > LINE_LENGTH_MAX ? open.substring(0, LINE_LENGTH_MAX) : open;
    }
}
