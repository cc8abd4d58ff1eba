package dev.vigil.config.syntax;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definitions that hold at a point of the configuration. A value is kept as it is written and expanded on use. */
final class Definitions {
    /** The lines that a name stands for. */
    record Definition(List<Line> lines, boolean multiLine) {}

    private final Map<String, Definition> byName = new HashMap<>();

    Optional<Definition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    void define(String name, Definition definition) {
        byName.put(name, definition);
    }

    /** Gives a name a value on one line. */
    void define(String name, Line value) {
        define(name, new Definition(List.of(value), false));
    }

    /** The length of the name if {@code text} is {@code $NAME=}, with nothing before the equals sign; else 0. */
    static int nameLength(String text) {
        if (text.isEmpty() || text.charAt(0) != '$') {
            return 0;
        }
        int end = nameEnd(text, 1);
        return end > 1 && end < text.length() && text.charAt(end) == '=' ? end - 1 : 0;
    }

    /** Where the name that begins at {@code start} ends; {@code start} if there is none. */
    static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c, boolean digitAllowed) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (digitAllowed && c >= '0' && c <= '9');
    }
}
