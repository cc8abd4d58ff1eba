package dev.vigil.config.keyword;

import java.util.BitSet;

/** What stands in the place of secrets: as many stars whatever is behind them, so that they do not tell its length. */
public final class Stars {
    static final String TEXT = "********";

    private Stars() {}

    /** The text with stars in the place of each run of hidden characters. */
    public static String over(String text, BitSet hidden) {
        StringBuilder shown = new StringBuilder();
        int index = 0;
        while (index < text.length()) {
            int start = hidden.nextSetBit(index);
            if (start < 0 || start >= text.length()) {
                return shown.append(text, index, text.length()).toString();
            }
            shown.append(text, index, start).append(TEXT);
            index = Math.min(hidden.nextClearBit(start), text.length());
        }
        return shown.toString();
    }

    /** Where a character of the text stands when the hidden ones are stars; of a hidden one the first star. */
    public static int column(int index, BitSet hidden) {
        int column = 0;
        for (int at = 0; at < index; ) {
            int start = hidden.nextSetBit(at);
            if (start < 0 || start >= index) {
                return column + index - at;
            }
            int end = hidden.nextClearBit(start);
            column += start - at;
            if (end > index) {
                return column;
            }
            column += TEXT.length();
            at = end;
        }
        return column;
    }
}
