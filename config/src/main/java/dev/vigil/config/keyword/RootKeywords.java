package dev.vigil.config.keyword;

import static dev.vigil.config.keyword.Declarations.body;
import static dev.vigil.config.keyword.Declarations.named;

import java.util.List;

/** The keywords of the outermost level. */
final class RootKeywords {
    private RootKeywords() {}

    static List<Keyword> list() {
        Declarations root = new Declarations(Block.ROOT);
        root.add("global_defs", body(Block.GLOBAL_DEFS))
                .means("Settings of the whole daemon, and defaults of instances.");
        root.add("vrrp_script", named("NAME", Block.VRRP_SCRIPT))
                .means("A program that is run regularly and whose exit status moves priorities or causes a fault.");
        root.add("vrrp_instance", named("NAME", Block.VRRP_INSTANCE)).means("One virtual router.");
        return root.list();
    }
}
