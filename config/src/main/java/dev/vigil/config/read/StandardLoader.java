package dev.vigil.config.read;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problems;
import dev.vigil.config.syntax.BuiltIns;
import dev.vigil.config.syntax.Preprocessor;
import dev.vigil.config.syntax.TreeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Reads keepalived's configuration language. */
public final class StandardLoader implements ConfigLoader {
    @Override
    public Result load(Path file, Options options) {
        Problems problems = new Problems();
        Preprocessor lines = new Preprocessor(file, builtIns(options), options.allIncludes(), problems);
        TreeReader tree = new TreeReader(lines, problems);
        return new Result(new ConfigReader(problems).read(tree), problems.list());
    }

    /** The built-in names as they are on this machine. */
    public static BuiltIns builtIns(Options options) {
        return new BuiltIns(
                () -> options.configId().orElseGet(StandardLoader::nodeName),
                name -> System.getenv().getOrDefault(name, ""),
                Random::new);
    }

    /** The host name up to its first dot. */
    private static String nodeName() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        } catch (IOException unknown) {
            return "";
        }
    }
}
