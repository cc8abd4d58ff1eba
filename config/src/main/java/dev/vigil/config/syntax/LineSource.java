package dev.vigil.config.syntax;

import java.util.Optional;

/** Yields the lines of a configuration, across its files. */
public interface LineSource {
    Optional<Line> next();

    /** A statement of the outermost level began with the line that came last. */
    default void outermostBegins() {}
}
