package dev.vigil.daemon.log;

/** Text that is safe to write to a terminal or a log: one line, no control characters, bounded. */
public final class Printable {
    /** The longest line that is written; longer ones are cut. */
    public static final int LENGTH_MAX = 2000;

    private Printable() {}

    /**
     * The text with every control character, line separator, direction mark and lone surrogate replaced by its escaped
     * number, so that output of a script or bytes of a packet cannot forge lines or move the cursor.
     */
    public static String of(String text) {
        if (text.length() <= LENGTH_MAX && isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), LENGTH_MAX) + 16);
        int index = 0;
        while (index < text.length() && out.length() < LENGTH_MAX) {
            int codePoint = text.codePointAt(index);
            if (isSafe(codePoint)) {
                out.appendCodePoint(codePoint);
            } else {
                out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            }
            index += Character.charCount(codePoint);
        }
        if (index < text.length()) {
            out.append("...");
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
