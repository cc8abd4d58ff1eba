package dev.vigil.lint;

import dev.vigil.config.model.Config;
import java.nio.file.Path;
import java.util.List;
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

    /** Whether a file or directory exists. */
    boolean hasFile(Path file);

    /** What of this machine keeps the daemon from starting with a configuration, a clause each. */
    List<String> obstacles(Config config);
}
