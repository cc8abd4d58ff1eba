package dev.vigil.lint.reference;

import dev.vigil.config.keyword.Block;
import dev.vigil.config.keyword.Keyword;
import dev.vigil.config.keyword.KeywordTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keywords that hold where another one is not given; they stand in {@code global_defs} or in an outer block. */
public final class Inheritance {
    private Inheritance() {}

    /** The keywords that are named as the default of {@code heir}. */
    public static List<Keyword> of(Keyword heir) {
        List<Keyword> sources = new ArrayList<>();
        String fallback = heir.fallback();
        int block = fallback.lastIndexOf("that of the ");
        if (block >= 0) {
            String outer = fallback.substring(block + "that of the ".length()).split("[ ,;]", 2)[0];
            enclosing(heir.block(), outer)
                    .flatMap(found -> KeywordTable.find(found, heir.canonicalName()))
                    .ifPresent(sources::add);
        }
        Arrays.stream(fallback.split("[ ,;:]+"))
                .filter(word -> !word.equals(heir.name()) || fallback.startsWith("the global"))
                .forEach(word -> named(heir, word).ifPresent(sources::add));
        return sources.stream()
                .distinct()
                .filter(source -> !source.equals(heir))
                .toList();
    }

    private static Optional<Block> enclosing(Block inner, String name) {
        return Arrays.stream(Block.values())
                .filter(block -> inner.path().startsWith(block.path() + "/"))
                .filter(block -> block.title().equals(name) || (name.equals("check") && isCheck(block)))
                .findFirst();
    }

    private static boolean isCheck(Block block) {
        return block.title().endsWith("_GET") || block.title().endsWith("_CHECK");
    }

    private static Optional<Keyword> named(Keyword heir, String word) {
        if (!word.contains("_")) {
            return Optional.empty();
        }
        return KeywordTable.find(heir.block(), word).or(() -> KeywordTable.find(Block.GLOBAL_DEFS, word));
    }
}
