package dev.vigil.config.report;

import dev.vigil.config.Severity;

/**
 * How a text for people looks.
 *
 * @param colours whether colours and bold type are used, as terminals show them
 * @param width how many columns a paragraph takes at most; lines of files are never broken
 */
public record TextStyle(boolean colours, int width) {
    /** For files, pipes and everything else that is no terminal: a finding's message stays on one line. */
    public static final TextStyle PLAIN = new TextStyle(false, Integer.MAX_VALUE);

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
    String wrapped(String start, String paragraph, String indent) {
        StringBuilder text = new StringBuilder(start);
        int lineStart = 0;
        boolean first = true;
        for (String word : paragraph.strip().split(" ", -1)) {
            boolean full = text.length() - lineStart + 1 + word.length() > width;
            if (!first && full) {
                text.append('\n');
                lineStart = text.length();
                text.append(indent);
            } else if (!first) {
                text.append(' ');
            }
            text.append(word);
            first = false;
        }
        return text.toString();
    }
}
