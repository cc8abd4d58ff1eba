package dev.vigil.config.keyword;

import java.util.List;

/**
 * An option of the entries of a block.
 *
 * @param name the word, or what stands in its place in capitals
 * @param form its value; empty if it has none
 * @param synonyms other spellings
 * @param meaning what it does
 */
public record EntryOption(EntryKind kind, String name, String form, List<String> synonyms, String meaning) {
    /** Whether it is written as it is named, and not a value in its place. */
    public boolean isWord() {
        return !Character.isUpperCase(name.charAt(0));
    }
}
