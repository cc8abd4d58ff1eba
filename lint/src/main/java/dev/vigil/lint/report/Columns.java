package dev.vigil.lint.report;

import java.lang.Character.UnicodeBlock;
import java.util.Set;

/** The columns of a terminal that text takes, and text that a terminal may be shown. */
public final class Columns {
    private static final Set<UnicodeBlock> WIDE_BLOCKS =
            Set.of(UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION, UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);
    /** What follows in its block has half the width. */
    private static final int FULL_WIDTH_FORMS_END = 0xff60;

    private static final int PICTURES_BEGIN = 0x1f300;
    private static final int PICTURES_END = 0x1faff;

    private Columns() {}

    /** Chinese, Japanese, Korean and pictures take two columns, marks above other characters none. */
    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    private static boolean isWide(int character) {
        boolean ideographic = switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
        return ideographic || isFullWidthForm(character) || (character >= PICTURES_BEGIN && character <= PICTURES_END);
    }

    private static boolean isFullWidthForm(int character) {
        UnicodeBlock block = UnicodeBlock.of(character);
        return block != null && WIDE_BLOCKS.contains(block) && character <= FULL_WIDTH_FORMS_END;
    }

    /**
     * Text in which characters that command a terminal, or turn the direction of writing, are replaced by a sign of one
     * column each; tabs are left.
     */
    public static String shown(String text) {
        if (text.chars().noneMatch(Columns::commands)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text);
        for (int index = 0; index < shown.length(); index++) {
            if (commands(shown.charAt(index))) {
                shown.setCharAt(index, '\ufffd');
            }
        }
        return shown.toString();
    }

    private static boolean commands(int character) {
        int type = Character.getType(character);
        return character != '\t' && (type == Character.CONTROL || type == Character.FORMAT);
    }
}
