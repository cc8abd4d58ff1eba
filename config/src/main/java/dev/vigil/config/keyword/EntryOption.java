package dev.vigil.config.keyword;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An option of the entries of a block.
 *
 * @param name the word, or what stands in its place in capitals
 * @param form its value; empty if it has none
 * @param synonyms other spellings
 * @param meaning what it does
 * @param status whether the daemon does it, where it does what the block is for
 */
public record EntryOption(
        EntryKind kind, String name, String form, List<String> synonyms, String meaning, Status status) {
    /** The kind of its entries and its name, as in {@code address dev}; unique. */
    public String path() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }

    /** The ways to write it: its names, and other spellings. */
    public List<String> spellings() {
        return Stream.concat(Stream.of(name.split(",", -1)), synonyms.stream()).toList();
    }

    /** Whether it is written as it is named, and not a value in its place. */
    public boolean isWord() {
        return !Character.isUpperCase(name.charAt(0));
    }
}
