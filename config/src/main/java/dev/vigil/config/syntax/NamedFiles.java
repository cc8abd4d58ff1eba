package dev.vigil.config.syntax;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a name on a command line stands for: one file, or those that a pattern matches. */
public final class NamedFiles {
    private NamedFiles() {}

    /** Why there is nothing to read behind a name or pattern, with what to do about it; empty if there is something. */
    public static Optional<String> obstacle(Path name) {
        if (Files.isDirectory(name)) {
            return Optional.of(name + " is a directory: name a file, or its files by '" + name + "/*.conf'");
        }
        if (Files.exists(name)) {
            return Files.isReadable(name)
                    ? Optional.empty()
                    : Optional.of("cannot read " + name + ": permission denied; start as root, or change its mode");
        }
        List<String> alternatives = Glob.alternatives(name.toString());
        if (!Glob.isPattern(name.toString())) {
            return Optional.of("cannot read " + name + ": it does not exist; create it, or name another file with -f");
        }
        List<Path> found = new ArrayList<>();
        alternatives.forEach(each -> found.addAll(Glob.find(Path.of(""), each)));
        if (found.isEmpty()) {
            return Optional.of("no file matches " + name + ": correct the pattern, or name a file with -f");
        }
        return found.stream().anyMatch(file -> Includes.isPlain(file) && Files.isReadable(file))
                ? Optional.empty()
                : Optional.of("nothing that matches " + name
                        + " is a readable file without execute permission: correct the pattern, or the modes");
    }
}
