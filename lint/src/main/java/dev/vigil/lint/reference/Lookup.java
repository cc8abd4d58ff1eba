package dev.vigil.lint.reference;

import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.ConfFile;
import dev.vigil.config.keyword.EntryKind;
import dev.vigil.config.keyword.EntryOption;
import dev.vigil.config.keyword.EntryOptions;
import dev.vigil.config.keyword.FormerKeywords;
import dev.vigil.config.keyword.Grammar;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is found for a word that somebody asks about. */
public sealed interface Lookup {
    /** Every place where the word means something. */
    record Found(List<Keyword> keywords, List<Option> options) implements Lookup {}

    /**
     * Nothing is written so.
     *
     * @param nearest a word that may have been meant
     * @param advice what to write instead of a word of old releases
     */
    record Unknown(String word, Optional<String> nearest, Optional<String> advice) implements Lookup {}

    /** An option of entries, and the keywords whose entries know it. */
    record Option(EntryOption option, List<Keyword> blocks) {}

    /**
     * Looks up a keyword or an option, alone ({@code priority}) or behind the blocks that it stands in, with slashes or
     * blanks between them ({@code vrrp_instance/priority}, {@code vrrp_instance priority}).
     */
    static Lookup of(String query) {
        String path = query.strip().replaceAll("[\\s/]+", "/");
        int slash = path.lastIndexOf('/');
        String word = path.substring(slash + 1);
        String within = slash < 0 ? "" : path.substring(0, slash);
        List<Keyword> keywords = KeywordTable.named(word).stream()
                .filter(keyword -> endsWith(keyword.block().path(), within))
                .toList();
        List<Option> options = new ArrayList<>();
        for (EntryKind kind : EntryKind.values()) {
            EntryOptions.find(kind, word).ifPresent(option -> {
                List<Keyword> blocks = blocks(kind).stream()
                        .filter(keyword -> endsWith(keyword.path(), within))
                        .toList();
                if (!blocks.isEmpty()) {
                    options.add(new Option(option, blocks));
                }
            });
        }
        return keywords.isEmpty() && options.isEmpty() ? unknown(path, word) : new Found(keywords, options);
    }

    private static boolean endsWith(String path, String within) {
        return within.isEmpty() || path.equals(within) || path.endsWith("/" + within);
    }

    private static Unknown unknown(String path, String word) {
        Collection<String> names = names();
        Optional<String> nearest = names.contains(word)
                ? Optional.of(word)
                : Suggestions.nearest(word, names).or(() -> beginsWith(word, names));
        return new Unknown(path, nearest, FormerKeywords.advice(word));
    }

    private static Optional<String> beginsWith(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> !word.isEmpty() && name.startsWith(word))
                .findFirst();
    }

    /** Every word that can be asked about, in the order of the alphabet. */
    static Collection<String> names() {
        TreeSet<String> names = new TreeSet<>();
        keywords().map(Keyword::name).forEach(names::add);
        for (EntryKind kind : EntryKind.values()) {
            names.addAll(EntryOptions.spellings(kind));
        }
        return names;
    }

    /** All keywords in the order of the documentation, those of Vigil's own file at the end. */
    static Stream<Keyword> keywords() {
        return Stream.of(ConfFile.values()).flatMap(Lookup::keywords);
    }

    /** The keywords of one file. */
    static Stream<Keyword> keywords(ConfFile file) {
        return Block.of(file).stream().flatMap(block -> KeywordTable.keywords(block).stream());
    }

    /** The keywords whose entries are of a kind. */
    static List<Keyword> blocks(EntryKind kind) {
        return keywords()
                .filter(keyword -> keyword.grammar() instanceof Grammar.EntryList list && list.kind() == kind)
                .toList();
    }
}
