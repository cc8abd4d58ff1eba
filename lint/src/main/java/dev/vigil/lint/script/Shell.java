package dev.vigil.lint.script;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Facts about shells. */
public final class Shell {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");

    private Shell() {}

    public static boolean isShell(String name) {
        return SHELLS.contains(name);
    }

    /** The text that {@code sh -c} is given. */
    public static Optional<String> inlineScript(List<String> command) {
        String name = command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1);
        boolean inline = command.size() > 2 && isShell(name) && command.get(1).matches("-[a-z]*c");
        return inline ? Optional.of(command.get(2)) : Optional.empty();
    }

    /** Where a command has syntax that only a shell understands, outside of quotes; an index into the text. */
    public static OptionalInt syntax(String text) {
        boolean whole = text.startsWith("\"");
        char quote = 0;
        for (int index = whole ? 1 : 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '\\') {
                index++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (whole && c == '"') {
                return OptionalInt.empty();
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (isOperator(text, index)) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isOperator(String text, int index) {
        char c = text.charAt(index);
        char next = index + 1 < text.length() ? text.charAt(index + 1) : ' ';
        return switch (c) {
            case '|', '>', '<', '`', ';' -> true;
            case '&' -> next == '&' || next == ' ' || next == '"';
            case '$' -> next == '(';
            default -> false;
        };
    }

    /** What stands at an operator, for messages: {@code >} or {@code $(}. */
    public static String operator(String text, int index) {
        char c = text.charAt(index);
        boolean two = index + 1 < text.length()
                && (c == '$' || ((c == '&' || c == '|' || c == '>') && text.charAt(index + 1) == c));
        return text.substring(index, two ? index + 2 : index + 1);
    }
}
