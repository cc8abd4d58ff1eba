package dev.vigil.core.check;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression for the body of an answer.
 *
 * @param options names of PCRE2 options in lower case
 * @param negated the body must not match
 * @param offsetMin where the match may begin at the earliest
 * @param offsetMax where it may begin at the latest
 */
public record WebPattern(
        String expression, List<String> options, boolean negated, long offsetMin, OptionalLong offsetMax) {
    /** What a search may look at of a body that has no length: a bound on expressions that try everything. */
    private static final long STEPS_BASE = 1_000_000;

    private static final long STEPS_PER_BYTE = 50;

    private static final String UTF = "utf";
    private static final String ANCHORED = "anchored";
    private static final String ENDANCHORED = "endanchored";
    private static final String FIRSTLINE = "firstline";

    private static final Map<String, Integer> FLAGS = Map.of(
            "caseless",
            Pattern.CASE_INSENSITIVE,
            "dotall",
            Pattern.DOTALL,
            "multiline",
            Pattern.MULTILINE,
            "extended",
            Pattern.COMMENTS,
            "extended_more",
            Pattern.COMMENTS,
            "literal",
            Pattern.LITERAL,
            "ucp",
            Pattern.UNICODE_CHARACTER_CLASS,
            UTF,
            Pattern.UNICODE_CASE);

    /** Options that do not change whether there is a match: they limit or speed up the search, or name its parts. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "alt_verbnames",
            "auto_callout",
            "dupnames",
            "match_invalid_utf",
            "never_backslash_c",
            "never_ucp",
            "never_utf",
            "no_auto_capture",
            "no_auto_possess",
            "no_dotstar_anchor",
            "no_start_optimize",
            "no_utf_check",
            "ungreedy",
            "use_offset_limit");

    /** What the expression language of Java writes otherwise. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("[:alpha:]", "\\p{Alpha}"),
            Map.entry("[:digit:]", "\\p{Digit}"),
            Map.entry("[:alnum:]", "\\p{Alnum}"),
            Map.entry("[:upper:]", "\\p{Upper}"),
            Map.entry("[:lower:]", "\\p{Lower}"),
            Map.entry("[:punct:]", "\\p{Punct}"),
            Map.entry("[:graph:]", "\\p{Graph}"),
            Map.entry("[:print:]", "\\p{Print}"),
            Map.entry("[:blank:]", "\\p{Blank}"),
            Map.entry("[:cntrl:]", "\\p{Cntrl}"),
            Map.entry("[:xdigit:]", "\\p{XDigit}"),
            Map.entry("[:space:]", "\\s"),
            Map.entry("[:word:]", "\\w"));

    public WebPattern {
        options = List.copyOf(options);
    }

    /** Why it cannot be searched for; empty if it can. */
    public Optional<String> obstacle() {
        for (String option : options) {
            if (!isKnown(option)) {
                return Optional.of("the option " + option + " is not known here");
            }
        }
        try {
            Pattern _ = compile();
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of(wrong.getDescription() + " near index " + wrong.getIndex());
        }
    }

    private static boolean isKnown(String option) {
        return FLAGS.containsKey(option)
                || WITHOUT_EFFECT.contains(option)
                || Set.of(ANCHORED, ENDANCHORED, FIRSTLINE).contains(option);
    }

    private Pattern compile() {
        // A dot and a dollar sign know the newline alone, as with PCRE.
        int flags = Pattern.UNIX_LINES;
        for (String option : options) {
            flags |= FLAGS.getOrDefault(option, 0);
        }
        if ((flags & Pattern.LITERAL) != 0) {
            return Pattern.compile(expression, flags);
        }
        String text = expression.replace("(?P<", "(?<");
        for (Map.Entry<String, String> each : CLASSES.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return Pattern.compile(options.contains(ENDANCHORED) ? "(?:" + text + ")\\z" : text, flags);
    }

    /** What is wrong with a body; empty if nothing is. */
    Optional<String> complaint(byte[] body, int length) {
        try {
            return isFound(body, length) == negated
                    ? Optional.of(negated ? "the body matches the regex" : "the body does not match the regex")
                    : Optional.empty();
        } catch (TooMuchWork | StackOverflowError tooMuch) {
            return Optional.of("the regex takes too much work on this body");
        }
    }

    private boolean isFound(byte[] body, int length) {
        Charset charset = options.contains(UTF) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = new String(body, 0, length, charset);
        if (offsetMin > text.length()) {
            return false;
        }
        Matcher matcher = compile().matcher(new Metered(text, new Meter(STEPS_BASE + STEPS_PER_BYTE * length)));
        int from = (int) offsetMin;
        if (!(options.contains(ANCHORED) ? startsAt(matcher, from, text.length()) : matcher.find(from))) {
            return false;
        }
        boolean early = offsetMax.isEmpty() || matcher.start() <= offsetMax.getAsLong();
        return early && (!options.contains(FIRSTLINE) || text.lastIndexOf('\n', matcher.start() - 1) < 0);
    }

    private static boolean startsAt(Matcher matcher, int from, int end) {
        return matcher.useAnchoringBounds(false).region(from, end).lookingAt();
    }

    /** Thrown by a search that looks at too much. */
    private static final class TooMuchWork extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuchWork() {
            super("too much work", null, false, false);
        }
    }

    /** How much a search may still look at. */
    private static final class Meter {
        private long left;

        Meter(long steps) {
            left = steps;
        }

        void take() {
            if (--left < 0) {
                throw new TooMuchWork();
            }
        }
    }

    /** A text that gives up when it was looked at too often. */
    private record Metered(String text, Meter meter) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            meter.take();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
