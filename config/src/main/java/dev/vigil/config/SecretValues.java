package dev.vigil.config;

import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.syntax.Word;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    private final Set<Integer> lengths = new TreeSet<>(Comparator.reverseOrder());

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
            lengths.add(value.length());
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
        for (int length : lengths) {
            int end = start + length;
            if (end <= text.length() && values.contains(text.substring(start, end)) && isHidden(text, start, end)) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isHidden(String text, int start, int end) {
        String value = text.substring(start, end);
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
