package dev.vigil.config.keyword;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keywords of the configuration language by block. The keywords of a block are declared when they are first asked
 * for: most configurations use a few blocks only.
 */
public final class KeywordTable {
    private static final ConcurrentHashMap<Block, Index> INDEXES = new ConcurrentHashMap<>();

    private KeywordTable() {}

    /** The keywords of a block in the order of the documentation. */
    public static List<Keyword> keywords(Block block) {
        return index(block).list;
    }

    public static Optional<Keyword> find(Block block, String name) {
        return Optional.ofNullable(index(block).byName.get(name));
    }

    /** Every block in which a keyword of this name may stand. */
    public static List<Keyword> named(String name) {
        return List.of(Block.values()).stream()
                .flatMap(block -> find(block, name).stream())
                .toList();
    }

    private static Index index(Block block) {
        return INDEXES.computeIfAbsent(block, missing -> new Index(declared(missing)));
    }

    private static List<Keyword> declared(Block block) {
        return switch (block) {
            case ROOT -> RootKeywords.list();
            case GLOBAL_DEFS -> GlobalKeywords.list();
            case VRRP_SCRIPT -> ScriptKeywords.list();
            case VRRP_INSTANCE -> InstanceKeywords.list();
            case AUTHENTICATION -> AuthenticationKeywords.password();
        };
    }

    private static final class Index {
        private final List<Keyword> list;
        private final Map<String, Keyword> byName;

        private Index(List<Keyword> list) {
            this.list = list;
            this.byName = HashMap.newHashMap(list.size());
            for (Keyword keyword : list) {
                byName.put(keyword.name(), keyword);
            }
        }
    }
}
