package dev.vigil.config.keyword;

import java.util.Optional;

/**
 * A keyword of the configuration language, declared once for everything that needs to know it.
 *
 * @param block where it stands
 * @param fallback what holds without it, in words
 * @param since the first release of keepalived that has it; 2.2.7 stands for that release and all before, {@code Vigil} for
 *     none
 * @param replacement the keyword to write instead, if this is an old or other spelling of it
 * @param deprecated whether the spelling is on its way out
 * @param meaning what it does, in one or two sentences
 * @param example a line that uses it, or a block
 * @param danger what would happen without it, where the daemon therefore refuses to start: the end of a sentence that
 *     begins with "without it"
 */
public record Keyword(
        String name,
        Block block,
        Grammar grammar,
        String fallback,
        String since,
        Optional<String> replacement,
        boolean deprecated,
        String meaning,
        Optional<String> example,
        Status status,
        Optional<String> danger) {
    /** The name of the keyword that this one means: itself, or what it is another spelling of. */
    public String canonicalName() {
        return replacement.orElse(name);
    }

    /** Whether every release of keepalived that is still in use has it. */
    public boolean isOld() {
        return since.equals("2.2.7");
    }

    /** Whether it stands in Vigil's own file, so that no release of keepalived has it. */
    public boolean isOwn() {
        return block.file() == ConfFile.VIGIL;
    }

    /** The keywords that lead to it and its own, with slashes between them; unique. */
    public String path() {
        return block == Block.ROOT ? name : block.path() + "/" + name;
    }
}
