package dev.vigil.config.syntax;

import java.util.Optional;

/** Which statements begin a block, so that a brace that is missing is noticed where it should stand. */
@FunctionalInterface
public interface Braces {
    /** Nothing in which blocks are known. */
    Braces NONE = _ -> Optional.empty();

    /** What may stand in the block that a statement begins; empty if it begins none. */
    Optional<Braces> after(Node statement);
}
