package dev.vigil.config.lint;

import java.nio.file.Path;
import java.util.Optional;

/** What a machine has that configurations name. */
public interface Machine {
    boolean hasInterface(String name);

    /** Whether there is a user of this name or number. */
    boolean hasUser(String name);

    /** Whether there is a group of this name or number. */
    boolean hasGroup(String name);

    /** The first directory or file on the way to a script that others than root may change. */
    Optional<Path> changeableByOthers(Path script);
}
