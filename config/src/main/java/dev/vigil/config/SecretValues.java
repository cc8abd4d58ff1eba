package dev.vigil.config;

import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.syntax.Word;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that a configuration gives to keywords whose arguments are secret, or that may be such keywords misspelt, and
 * text without them. A value is hidden wherever it stands: in a definition, in the name of something else, in a message.
 */
public final class SecretValues {
    /** A shorter value, or one of letters only, is hidden as a word of its own; it would stand in many others. */
    private static final int LENGTH_WITHIN_WORDS_MIN = 4;

    /** What precedes a key in other notations than the plain one. */
    private static final List<String> NOTATIONS = List.of("hex:", "file:");

    private final Set<String> values = new HashSet<>();

    /** The values in their order, as long as none is added. */
    private String[] sorted = {};

    public SecretValues() {}

    /** A statement of the configuration. */
    public void read(List<Word> words) {
        if (words.size() < 2 || !SecretKeywords.maySecretFollow(words.getFirst().text())) {
            return;
        }
        for (Word word : words.subList(SecretKeywords.isNumbered(words) ? 2 : 1, words.size())) {
            add(word.text());
            for (String notation : NOTATIONS) {
                if (word.text().startsWith(notation)) {
                    add(word.text().substring(notation.length()));
                }
            }
        }
    }

    /** The values of another file. */
    public void addAll(SecretValues others) {
        others.values.forEach(this::add);
    }

    private void add(String value) {
        if (!value.isBlank() && values.add(value)) {
            sorted = new String[0];
        }
    }

    /** The text with a star for each character of a value, so that marks stay below what they mark. */
    public String masked(String text) {
        if (values.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text);
        int index = 0;
        while (index < text.length()) {
            int length = lengthAt(text, index);
            for (int end = index + length; index < end; index++) {
                masked.setCharAt(index, '*');
            }
            index += length == 0 ? 1 : 0;
        }
        return masked.toString();
    }

    /** The length of the longest value that stands at a place; 0 if there is none. */
    private int lengthAt(String text, int start) {
        String[] all = inOrder();
        int longest = 0;
        int low = 0;
        int high = all.length;
        // Between low and high are the values that begin as the text does from start to end.
        for (int end = start; end < text.length() && low < high; end++) {
            int depth = end - start;
            char next = text.charAt(end);
            low = firstFrom(all, low, high, depth, next);
            high = firstFrom(all, low, high, depth, next + 1);
            if (low < high && all[low].length() == depth + 1 && isHidden(all[low], text, start)) {
                longest = depth + 1;
            }
        }
        return longest;
    }

    /** The first of the values from {@code low} to {@code high} whose character at {@code depth} is no less than another. */
    private static int firstFrom(String[] all, int low, int high, int depth, int character) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            boolean before = all[middle].length() <= depth || all[middle].charAt(depth) < character;
            from = before ? middle + 1 : from;
            to = before ? to : middle;
        }
        return from;
    }

    private String[] inOrder() {
        if (sorted.length != values.size()) {
            sorted = values.toArray(String[]::new);
            Arrays.sort(sorted);
        }
        return sorted;
    }

    private static boolean isHidden(String value, String text, int start) {
        int end = start + value.length();
        boolean special =
                value.length() >= LENGTH_WITHIN_WORDS_MIN && !value.chars().allMatch(Character::isLetter);
        boolean begins = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
        boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        return special || (begins && ends);
    }

    /** Nothing of the values themselves. */
    @Override
    public String toString() {
        return values.size() + " secret values";
    }
}
