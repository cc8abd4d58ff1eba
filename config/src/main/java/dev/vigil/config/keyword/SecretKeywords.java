package dev.vigil.config.keyword;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keywords whose arguments nobody else may see, and text of configurations without such arguments. */
public final class SecretKeywords {
    private static final Set<String> NAMES = Set.of("auth_pass", "password", "key");

    /** Such a keyword, also misspelt or grown together with its argument, and behind it all that may be secret. */
    private static final Pattern SECRET = Pattern.compile(
            "(?:\\bauth_?pas+|\\bauth_?pwd|\\bpas+wor?d|\\bpasswd|\\bsecret|\\bkey\\s+\\d{1,3}(?=\\s)|^\\s*key(?=\\s))(.*)",
            Pattern.CASE_INSENSITIVE);

    private SecretKeywords() {}

    /** Whether the arguments of a keyword are secret. */
    public static boolean isSecret(String keyword) {
        return NAMES.contains(keyword);
    }

    /** A line, or a word of it, with as many stars as there are secret characters, so that marks stay below what they mark. */
    public static String masked(String text) {
        Matcher secret = SECRET.matcher(text);
        return secret.find()
                ? text.substring(0, secret.start(1))
                        + secret.group(1).stripTrailing().replaceAll("\\S", "*")
                : text;
    }
}
