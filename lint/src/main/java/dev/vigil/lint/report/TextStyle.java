package dev.vigil.lint.report;

import dev.vigil.config.Severity;
import java.util.regex.Pattern;

/**
 * How a text for people looks.
 *
 * @param colours whether colours and bold type are used, as terminals show them
 * @param width how many columns a paragraph takes at most; lines of files are never broken
 */
public record TextStyle(boolean colours, int width) {
    /** For files, pipes and everything else that is no terminal: a finding's message stays on one line. */
    public static final TextStyle PLAIN = new TextStyle(false, Integer.MAX_VALUE);

    /** Where a line may end: behind blanks, and between Chinese characters. */
    private static final Pattern BREAK = Pattern.compile("(?<= )(?! )|(?<=[\\p{IsHan}，。；：、）])(?=[\\p{IsHan}（])");

    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "1;31";
    private static final String YELLOW = "1;33";
    private static final String CYAN = "1;36";

    String bold(String text) {
        return painted(BOLD, text);
    }

    String faint(String text) {
        return painted(FAINT, text);
    }

    /** In the colour of a severity. */
    String severity(Severity severity, String text) {
        return switch (severity) {
            case INFO -> painted(CYAN, text);
            case WARNING -> painted(YELLOW, text);
            case ERROR -> painted(RED, text);
        };
    }

    private String painted(String colour, String text) {
        return colours && !text.isEmpty() ? "\033[" + colour + "m" + text + "\033[0m" : text;
    }

    /** A paragraph in lines of bounded width: the first after {@code start}, the others after {@code indent}. */
    public String wrapped(String start, String paragraph, String indent) {
        StringBuilder text = new StringBuilder(start);
        int column = Columns.of(start);
        boolean first = true;
        for (String piece : BREAK.split(paragraph.strip(), -1)) {
            if (!first && column + Columns.of(piece.stripTrailing()) > width) {
                while (text.charAt(text.length() - 1) == ' ') {
                    text.setLength(text.length() - 1);
                }
                text.append('\n').append(indent);
                column = Columns.of(indent);
            }
            text.append(piece);
            column += Columns.of(piece);
            first = false;
        }
        return text.toString();
    }
}
