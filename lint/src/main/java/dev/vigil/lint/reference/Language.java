package dev.vigil.lint.reference;

import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.Keyword;
import java.util.Locale;
import java.util.Optional;

/**
 * A language in which keywords are explained. The English text stands in the keyword table itself, that of another
 * language in a {@link Translation}; where that says nothing of a keyword, the English text holds.
 */
public enum Language {
    ENGLISH("en"),
    CHINESE("zh");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** Two letters, for example {@code zh}. */
    public String code() {
        return code;
    }

    /** The language of a code such as {@code zh} or a locale such as {@code zh_CN.UTF-8}; empty if it is not spoken. */
    public static Optional<Language> of(String locale) {
        String code = locale.toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (code.equals(language.code)
                    || code.startsWith(language.code + "_")
                    || code.startsWith(language.code + "-")) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    Phrases phrases() {
        return switch (this) {
            case ENGLISH -> new EnglishPhrases();
            case CHINESE -> new ChinesePhrases();
        };
    }

    /** What a keyword does. */
    public String meaning(Keyword keyword) {
        return translation().meaning(keyword.path()).orElse(keyword.meaning());
    }

    /** What an option of entries does. */
    public String meaning(EntryOption option) {
        return translation().meaning(option.path()).orElse(option.meaning());
    }

    /** What holds without a keyword; empty if nothing does. */
    public String fallback(Keyword keyword) {
        String fallback = keyword.fallback();
        return switch (fallback) {
            case "" -> "";
            case "none" -> phrases().none();
            default -> translation().fallback(keyword.path()).orElse(fallback);
        };
    }

    /** What stands in place of the table's texts. */
    Translation translation() {
        return switch (this) {
            case ENGLISH -> Translation.NONE;
            case CHINESE -> Chinese.TRANSLATION;
        };
    }

    /** Read when it is first asked for. */
    private static final class Chinese {
        private static final Translation TRANSLATION = Translation.read("meanings_zh.tsv");
    }
}
