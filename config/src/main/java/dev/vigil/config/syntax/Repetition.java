package dev.vigil.config.syntax;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line that is repeated with other values: {@code ~SEQ(NAME, [START, [STEP,]] END) TEXT}, {@code ~SEQx} for hexadecimal
 * numbers, and {@code ~LST(NAME, VALUE...) TEXT} or {@code ~LST({NAME, NAME...}, {VALUE, VALUE...}...) TEXT}.
 */
final class Repetition {
    private Repetition() {}

    static boolean begins(String text) {
        return text.startsWith("~SEQ(") || text.startsWith("~SEQx(") || text.startsWith("~LST(");
    }

    /**
     * The lines that {@code line} stands for. Taking one gives the names their values.
     *
     * @param arguments what stands between the parentheses, expanded
     * @param text what stands after them
     * @return empty if the arguments make no sense
     */
    static Optional<Iterator<Line>> lines(Line line, String arguments, Line text, Definitions definitions) {
        return line.text().startsWith("~LST")
                ? list(arguments, text, definitions)
                : sequence(arguments, line.text().startsWith("~SEQx"), text, definitions);
    }

    /** Where the parenthesis that closes the arguments stands, or -1. */
    static int close(String text) {
        return text.indexOf(')');
    }

    private static boolean isName(String word) {
        return !word.isEmpty() && Definitions.nameEnd(word, 0) == word.length();
    }

    private static Optional<Iterator<Line>> sequence(
            String arguments, boolean hexadecimal, Line text, Definitions definitions) {
        String[] words = arguments.split(",", -1);
        String name = words[0].trim();
        if (!isName(name) || words.length < 2 || words.length > 4) {
            return Optional.empty();
        }
        long[] numbers = new long[words.length - 1];
        for (int index = 1; index < words.length; index++) {
            OptionalLong number = Digits.anyBase(words[index].trim());
            if (number.isEmpty() || Math.abs(number.getAsLong()) > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            numbers[index - 1] = number.getAsLong();
        }
        long end = numbers[numbers.length - 1];
        long start = numbers.length > 1 ? numbers[0] : end > 0 ? 1 : end < 0 ? -1 : 1;
        long step = numbers.length == 3 ? numbers[1] : end >= start ? 1 : -1;
        boolean endless = step == 0 || (step > 0 ? end < start : end > start);
        return endless || (hexadecimal && Math.min(start, end) < 0)
                ? Optional.empty()
                : Optional.of(new Sequence(name, start, step, end, hexadecimal, text, definitions));
    }

    /** Counts, one line for each number. */
    private static final class Sequence implements Iterator<Line> {
        private final String name;
        private final long step;
        private final long end;
        private final boolean hexadecimal;
        private final Line text;
        private final Definitions definitions;
        private long next;

        private Sequence(
                String name, long start, long step, long end, boolean hexadecimal, Line text, Definitions definitions) {
            this.name = name;
            this.next = start;
            this.step = step;
            this.end = end;
            this.hexadecimal = hexadecimal;
            this.text = text;
            this.definitions = definitions;
        }

        @Override
        public boolean hasNext() {
            return step > 0 ? next <= end : next >= end;
        }

        @Override
        public Line next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String value = hexadecimal ? Long.toHexString(next) : Long.toString(next);
            definitions.define(name, text.withText(value));
            next += step;
            return text;
        }
    }

    private static Optional<Iterator<Line>> list(String arguments, Line text, Definitions definitions) {
        Optional<List<String>> parts = split(arguments);
        if (parts.isEmpty() || parts.get().size() < 2) {
            return Optional.empty();
        }
        List<String> names = words(parts.get().getFirst());
        List<List<String>> rows = new ArrayList<>();
        for (String part : parts.get().subList(1, parts.get().size())) {
            List<String> row = words(part);
            if (row.size() > names.size() || row.stream().anyMatch(value -> value.indexOf(' ') >= 0)) {
                return Optional.empty();
            }
            rows.add(row);
        }
        return names.stream().allMatch(Repetition::isName)
                ? Optional.of(new Rows(names, rows.iterator(), text, definitions))
                : Optional.empty();
    }

    /** The arguments that commas outside braces separate; empty if braces do not match. */
    private static Optional<List<String>> split(String arguments) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int index = 0; index < arguments.length(); index++) {
            switch (arguments.charAt(index)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(arguments.substring(start, index).trim());
                        start = index + 1;
                    }
                }
                default -> {
                    // Part of a value.
                }
            }
            if (depth < 0 || depth > 1) {
                return Optional.empty();
            }
        }
        parts.add(arguments.substring(start).trim());
        return depth == 0 ? Optional.of(parts) : Optional.empty();
    }

    /** The words of {@code {a,b}}, or the one word of {@code a}. */
    private static List<String> words(String part) {
        boolean braced = part.startsWith("{") && part.endsWith("}") && part.length() > 1;
        String inner = braced ? part.substring(1, part.length() - 1) : part;
        List<String> words = new ArrayList<>();
        for (String word : braced ? inner.split(",", -1) : new String[] {inner}) {
            words.add(word.trim());
        }
        return words;
    }

    /** Goes through rows of values, one line for each; a name without a value gets an empty one. */
    private record Rows(List<String> names, Iterator<List<String>> rows, Line text, Definitions definitions)
            implements Iterator<Line> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Line next() {
            List<String> row = rows.next();
            for (int index = 0; index < names.size(); index++) {
                definitions.define(names.get(index), text.withText(index < row.size() ? row.get(index) : ""));
            }
            return text;
        }
    }
}
