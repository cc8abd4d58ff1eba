package dev.vigil.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decides whether bytes are one JSON object as RFC 8259 has it, in UTF-8, without looking at what it means. */
public final class StrictJson {
    private static final int DEPTH_MAX = 100;
    private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?";

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    public static boolean isObject(byte[] utf8) {
        try {
            return isObject(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    public static boolean isObject(String text) {
        StrictJson json = new StrictJson(text);
        json.blanks();
        if (!json.value(0)) {
            return false;
        }
        json.blanks();
        return json.at == text.length() && text.strip().startsWith("{");
    }

    private boolean value(int depth) {
        return depth <= DEPTH_MAX
                && switch (peek()) {
                    case '{' -> members('}', true, depth);
                    case '[' -> members(']', false, depth);
                    case '"' -> string();
                    default -> word();
                };
    }

    private boolean members(char end, boolean named, int depth) {
        at++;
        blanks();
        if (take(end)) {
            return true;
        }
        do {
            blanks();
            if (named) {
                boolean name = string();
                blanks();
                if (!name || !take(':')) {
                    return false;
                }
                blanks();
            }
            if (!value(depth + 1)) {
                return false;
            }
            blanks();
        } while (take(','));
        return take(end);
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        char c = peek();
        at++;
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        int end = at + 4;
        boolean digits = end <= text.length() && text.substring(at, end).matches("[0-9a-fA-F]{4}");
        at = end;
        return digits;
    }

    private boolean word() {
        int start = at;
        while (at < text.length() && "{}[]\",: \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return word.equals("true") || word.equals("false") || word.equals("null") || word.matches(NUMBER);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
