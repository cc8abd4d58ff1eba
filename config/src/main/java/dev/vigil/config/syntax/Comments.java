package dev.vigil.config.syntax;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import java.util.Optional;

/**
 * Takes the comment off a line. A {@code #} or {@code !} outside double quotes begins one, wherever it stands; after a
 * backslash it stands for itself.
 */
final class Comments {
    private final Problems problems;

    Comments(Problems problems) {
        this.problems = problems;
    }

    /** The line without leading blanks, comment and trailing blanks; escapes stay. Empty if nothing is left of it. */
    Optional<Line> strip(Line line) {
        String text = line.text();
        int start = 0;
        while (start < text.length() && Words.isBlank(text.charAt(start))) {
            start++;
        }
        int end = start;
        int quote = -1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '"') {
                quote = quote < 0 ? end : -1;
            } else if (isMark(c) && quote < 0) {
                if (end == start || text.charAt(end - 1) != '\\') {
                    break;
                }
            }
            end++;
        }
        if (quote >= 0) {
            unterminated(line, quote);
        }
        while (end > start && Words.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end == start ? Optional.empty() : Optional.of(line.slice(start, end));
    }

    private static boolean isMark(char c) {
        return c == '#' || c == '!';
    }

    /** Takes the backslashes off {@code \#} and {@code \!}. */
    static Line unescape(Line line) {
        String text = line.text();
        if (!text.contains("\\#") && !text.contains("\\!")) {
            return line;
        }
        Line.Builder builder = new Line.Builder(line);
        boolean quoted = false;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            quoted ^= c == '"';
            boolean escape = c == '\\' && !quoted && index + 1 < text.length() && isMark(text.charAt(index + 1));
            if (!escape) {
                builder.copy(index);
            }
        }
        return builder.build();
    }

    private void unterminated(Line line, int quote) {
        problems.add(
                ProblemCode.UNTERMINATED_QUOTE,
                line.place(quote),
                "this quote is never closed",
                "Close it with \" on the same line; a quoted text cannot continue on the next line.");
    }
}
