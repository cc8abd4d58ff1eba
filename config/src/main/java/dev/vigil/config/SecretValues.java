package dev.vigil.config;

import dev.vigil.config.keyword.SecretKeywords;
import dev.vigil.config.keyword.Stars;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.syntax.Word;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that a configuration gives to keywords whose arguments are secret, or that may be such keywords misspelt, and
 * text without them. A value is hidden where it is one: in what is said of its own line, and in definitions, from which it
 * may have come. The same text elsewhere, such as the name of an instance, is not.
 */
public final class SecretValues {
    /** A shorter value, or one of letters only, is hidden as a word of its own; it would stand in many others. */
    private static final int LENGTH_WITHIN_WORDS_MIN = 4;

    /** More words than there are keywords; the first words of other lines need not be remembered. */
    private static final int HARMLESS_MAX = 1_000;

    /** What precedes a key in other notations than the plain one. */
    private static final List<String> NOTATIONS = List.of("hex:", "file:");

    /** A line from which values may come: a definition, or a repetition. */
    private static final Pattern DEFINITION = Pattern.compile("\\s*(?:\\$\\w+\\s*=|~).*", Pattern.DOTALL);

    /** What is said about such lines, wherever it is said. */
    private static final Set<String> OF_DEFINITIONS =
            Set.of(ProblemCode.DEFINITION_INVALID.code(), ProblemCode.REPETITION_INVALID.code());

    /** A line of a file. */
    private record Row(String file, int number) {}

    private final Map<Row, Set<String>> byRow = new HashMap<>();
    private final Set<String> values = new HashSet<>();

    /** Words that were looked at and that no secret follows: a file says the same few keywords over and over. */
    private final Set<String> harmless = new HashSet<>();

    /** The values in their order, as long as none is added. */
    private String[] sorted = {};

    public SecretValues() {}

    /** A statement of the configuration, at its place. */
    public void read(List<Word> words, SourcePlace place) {
        if (words.size() < 2 || !maySecretFollow(words.getFirst().text())) {
            return;
        }
        Row row = new Row(place.file(), place.line());
        for (Word word : words.subList(SecretKeywords.isNumbered(words) ? 2 : 1, words.size())) {
            add(row, word.text());
            for (String notation : NOTATIONS) {
                if (word.text().startsWith(notation)) {
                    add(row, word.text().substring(notation.length()));
                }
            }
        }
    }

    /** The arguments of a statement whose place makes them secrets, whatever its first word is. */
    public void addArguments(List<Word> words, SourcePlace place) {
        Row row = new Row(place.file(), place.line());
        for (Word word : words.subList(Math.min(1, words.size()), words.size())) {
            add(row, word.text());
        }
    }

    private boolean maySecretFollow(String word) {
        if (harmless.contains(word)) {
            return false;
        }
        boolean secret = SecretKeywords.maySecretFollow(word);
        if (!secret && harmless.size() < HARMLESS_MAX) {
            harmless.add(word);
        }
        return secret;
    }

    /** The values of another file. */
    public void addAll(SecretValues others) {
        others.byRow.forEach((row, theirs) -> theirs.forEach(value -> add(row, value)));
    }

    private void add(Row row, String value) {
        if (value.isBlank()) {
            return;
        }
        byRow.computeIfAbsent(row, _ -> new HashSet<>()).add(value);
        if (values.add(value)) {
            sorted = new String[0];
        }
    }

    /** What a finding says about some places, without the values that stand there. */
    public String masked(String text, String code, Collection<SourcePlace> places) {
        BitSet hidden = new BitSet();
        if (OF_DEFINITIONS.contains(code)) {
            hide(text, inOrder(), hidden);
        }
        for (SourcePlace place : places) {
            hide(text, at(place), hidden);
        }
        return Stars.over(text, hidden);
    }

    /** The secret characters of the line at a place. */
    public BitSet hidden(String line, SourcePlace place) {
        BitSet hidden = SecretKeywords.hidden(line);
        hide(line, DEFINITION.matcher(line).matches() ? inOrder() : at(place), hidden);
        return hidden;
    }

    private String[] at(SourcePlace place) {
        Set<String> there = byRow.getOrDefault(new Row(place.file(), place.line()), Set.of());
        String[] all = there.toArray(String[]::new);
        Arrays.sort(all);
        return all;
    }

    private static void hide(String text, String[] all, BitSet hidden) {
        if (all.length == 0) {
            return;
        }
        int index = 0;
        while (index < text.length()) {
            int length = lengthAt(text, index, all);
            hidden.set(index, index + length);
            index += Math.max(1, length);
        }
    }

    /** The length of the longest value that stands at a place; 0 if there is none. */
    private static int lengthAt(String text, int start, String[] all) {
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
