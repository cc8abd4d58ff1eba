package dev.vigil.config.own;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Suggestions;
import dev.vigil.config.keyword.Block;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The blocks of vigil.conf that name an object of keepalived.conf, by that name; several blocks of one count as one. */
final class Named {
    private final Config config;
    private final Problems problems;
    private final Map<Block, Map<String, List<Section>>> blocks = new LinkedHashMap<>();

    Named(Config config, Problems problems) {
        this.config = config;
        this.problems = problems;
    }

    /** Takes a block, unless nothing of that kind has its name, which is reported. */
    void add(Section section) {
        Set<String> known = known(section.block());
        if (known.contains(section.name())) {
            blocks.computeIfAbsent(section.block(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(section.name(), _ -> new ArrayList<>())
                    .add(section);
            return;
        }
        String kind = section.block().title();
        problems.add(
                ProblemCode.UNDEFINED_NAME,
                section.namePlace(),
                "there is no " + kind + " " + section.name() + " in keepalived.conf; the block is left out",
                Suggestions.nearest(section.name(), known)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Define it there, or correct the name."));
    }

    /** What is said of each object of a kind, in the order of the file. */
    Map<String, Section> of(Block block) {
        Map<String, Section> merged = new LinkedHashMap<>();
        blocks.getOrDefault(block, Map.of())
                .forEach((name, sections) -> merged.put(name, Section.merge(block, sections)));
        return merged;
    }

    private Set<String> known(Block block) {
        Set<String> names = new LinkedHashSet<>();
        switch (block) {
            case OWN_SCRIPT -> config.scripts().stream().map(VrrpScript::name).forEach(names::add);
            case OWN_INSTANCE ->
                config.instances().stream().map(VrrpInstance::name).forEach(names::add);
            case OWN_SYNC_GROUP ->
                config.syncGroups().stream().map(SyncGroup::name).forEach(names::add);
            default -> throw new IllegalStateException("names no object: " + block);
        }
        return names;
    }
}
