package dev.vigil.config.keyword;

import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.syntax.Word;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keywords whose arguments nobody else may see, and text of configurations without such arguments. */
public final class SecretKeywords {
    private static final Set<String> NAMES = Set.of("auth_pass", "password", "key");

    /** What people write for them, and how many mistakes still leave it recognisable. */
    private static final Map<String, Integer> WRITTEN =
            Map.of("auth_pass", 2, "password", 2, "passphrase", 2, "auth_key", 1, "secret", 1, "pass", 1, "key", 1);

    /** What no other keyword has in its name. */
    private static final Pattern TELLING = Pattern.compile("pass(?!ive)|pwd|secret", Pattern.CASE_INSENSITIVE);

    /** Such a keyword, also misspelt or grown together with its argument, and behind it all that may be secret. */
    private static final Pattern SECRET = Pattern.compile(
            "(?:\\bauth_?pas+|\\bauth_?pwd|\\bpas+wor?d|\\bpasswd|\\bsecret|\\bkey\\s+\\d{1,3}(?=\\s)|^\\s*key(?=\\s))(.*)",
            Pattern.CASE_INSENSITIVE);

    /** A word that may be a keyword: behind the beginning of a line, a blank, a brace, or what begins a value. */
    private static final Pattern WORD = Pattern.compile("(?<![^\\s{}=(,])\\p{L}[\\p{L}\\d_-]*");

    /** The values of a repetition in front of what it repeats. */
    private static final Pattern REPETITION = Pattern.compile("(?<=~(?:SEQ|SEQx|LST)\\()[^)]*");

    private SecretKeywords() {}

    /** Whether the arguments of a keyword are secret. */
    public static boolean isSecret(String keyword) {
        return NAMES.contains(keyword);
    }

    /** Whether a word is a keyword with secret arguments, or may be one that is misspelt. */
    public static boolean maySecretFollow(String word) {
        if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
            return false;
        }
        if (NAMES.contains(word) || TELLING.matcher(word).find()) {
            return true;
        }
        for (Map.Entry<String, Integer> written : WRITTEN.entrySet()) {
            String name = written.getKey();
            boolean near = Math.abs(name.length() - word.length()) <= written.getValue()
                    && Suggestions.distance(word, name) <= written.getValue();
            if (near) {
                return true;
            }
        }
        return false;
    }

    /** Whether the argument after the keyword is the number of a key and no secret. */
    public static boolean isNumbered(List<Word> words) {
        String number = words.get(1).text();
        return words.size() > 2
                && Suggestions.distance(words.getFirst().text(), "key") <= 1
                && number.length() <= 3
                && number.chars().allMatch(Character::isDigit);
    }

    /** A line, or a word of it, without secrets. */
    public static String masked(String text) {
        return Stars.over(text, hidden(text));
    }

    /** The secret characters of a line: whatever follows such a keyword, and the values of a repetition in front of it. */
    public static BitSet hidden(String text) {
        BitSet hidden = new BitSet();
        Matcher secret = SECRET.matcher(text);
        int start = secret.find() ? secret.start(1) : text.length();
        Matcher word = WORD.matcher(text);
        while (word.find() && word.end() < start) {
            if (maySecretFollow(word.group())) {
                start = word.end();
            }
        }
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        if (start < text.length()) {
            hidden.set(start, text.stripTrailing().length());
            Matcher values = REPETITION.matcher(text.substring(0, start));
            while (values.find()) {
                hidden.set(values.start(), values.end());
            }
        }
        return hidden;
    }
}
