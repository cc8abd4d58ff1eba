package dev.vigil.config.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the text of a program and its arguments. Single and double quotes keep blanks together, and a backslash begins
 * an escape: {@code \a \b \E \f \n \r \t \v}, {@code \ooo} octal, {@code \xXX} hexadecimal, {@code \cC} control; any other
 * character after a backslash stands for itself.
 */
public final class CommandLine {
    private static final String ESCAPES = "abEfnrtv";
    private static final String ESCAPED = "\u0007\b\u001b\f\n\r\t\u000b";

    private final String text;
    private final StringBuilder word = new StringBuilder();
    private int index;

    private CommandLine(String text) {
        this.text = text;
    }

    /** The words of a command that is not itself quoted. */
    public static List<String> split(String text) {
        CommandLine line = new CommandLine(text);
        List<String> words = new ArrayList<>();
        while (line.skipBlanks()) {
            words.add(line.word());
        }
        return words;
    }

    /**
     * Where the double-quoted text that begins {@code text} ends: the index of its closing quote, or -1. Escaped quotes
     * and quotes within single quotes do not close it.
     */
    public static int closingQuote(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }

    /** Replaces the escapes in a text without splitting it. */
    public static String unescape(String text) {
        CommandLine line = new CommandLine(text);
        while (line.index < text.length()) {
            line.character();
        }
        return line.word.toString();
    }

    private boolean skipBlanks() {
        while (index < text.length() && Words.isBlank(text.charAt(index))) {
            index++;
        }
        return index < text.length();
    }

    private String word() {
        word.setLength(0);
        char quote = 0;
        while (index < text.length()) {
            char c = text.charAt(index);
            if (quote == 0 && Words.isBlank(c)) {
                break;
            }
            if (c == '\\') {
                character();
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                index++;
            } else if (c == quote) {
                quote = 0;
                index++;
            } else {
                character();
            }
        }
        return word.toString();
    }

    /** Appends one character, or what an escape stands for. */
    private void character() {
        char c = text.charAt(index++);
        if (c != '\\' || index == text.length()) {
            word.append(c);
            return;
        }
        char escape = text.charAt(index++);
        int simple = ESCAPES.indexOf(escape);
        if (simple >= 0) {
            word.append(ESCAPED.charAt(simple));
        } else if (escape == 'x' && digits(index, 16, 2) > 0) {
            number(16, 2);
        } else if (escape >= '0' && escape <= '7') {
            index--;
            number(8, 3);
        } else if (escape == 'c' && index < text.length()) {
            word.append((char) (text.charAt(index++) & 0x1f));
        } else {
            word.append(escape);
        }
    }

    private int digits(int from, int radix, int max) {
        int count = 0;
        while (count < max
                && from + count < text.length()
                && text.charAt(from + count) < 0x80
                && Character.digit(text.charAt(from + count), radix) >= 0) {
            count++;
        }
        return count;
    }

    private void number(int radix, int max) {
        int count = digits(index, radix, max);
        word.append((char) (Integer.parseInt(text.substring(index, index + count), radix) & 0xff));
        index += count;
    }
}
