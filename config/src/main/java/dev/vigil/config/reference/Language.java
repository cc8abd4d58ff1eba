package dev.vigil.config.reference;

import dev.vigil.config.keyword.Keyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A language in which keywords are explained. The English text stands in the keyword table itself; that of another
 * language is a file beside this class with a keyword's path and a sentence on each line, and where it says nothing of a
 * keyword, the English text holds.
 */
public enum Language {
    ENGLISH("en"),
    CHINESE("zh");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The words in front of the facts about a keyword. */
    public record Labels(
            String range,
            String unit,
            String fallback,
            String inherited,
            String since,
            String status,
            String example,
            String instead,
            String holds) {}

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

    public Labels labels() {
        return switch (this) {
            case ENGLISH ->
                new Labels("Range", "Unit", "Default", "From", "Since", "Status", "Example", "Instead", "Holds");
            case CHINESE -> new Labels("范围", "单位", "默认值", "继承自", "自版本", "状态", "示例", "改用", "内含");
        };
    }

    /** What a keyword does, in this language, or in English if it has not been translated. */
    public String meaning(Keyword keyword) {
        return translated().getOrDefault(keyword.path(), keyword.meaning());
    }

    /** The texts in place of the table's, by the paths of keywords. */
    Map<String, String> translated() {
        return switch (this) {
            case ENGLISH -> Map.of();
            case CHINESE -> Chinese.MEANINGS;
        };
    }

    /** Read when it is first asked for. */
    private static final class Chinese {
        private static final Map<String, String> MEANINGS = read("meanings_zh.tsv");
    }

    private static Map<String, String> read(String resource) {
        try (InputStream file = Language.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            Map<String, String> meanings = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] row = line.split("\t", 2);
                meanings.put(row[0], row[1]);
            });
            return meanings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
