package dev.vigil.config.read;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problems;
import dev.vigil.config.model.Config;
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
        TreeReader tree = new TreeReader(lines(file, options, problems), problems);
        Config draft = new ConfigReader(problems).read(tree);
        return new Result(draft, problems.list(), problems.withoutEffect(), problems.secrets());
    }

    /** The lines of a file, or of what stands in for it. */
    public static Preprocessor lines(Path file, Options options, Problems problems) {
        return options.inputFor(file)
                .map(input -> new Preprocessor(input, builtIns(options), options.allIncludes(), problems))
                .orElseGet(() -> new Preprocessor(file, builtIns(options), options.allIncludes(), problems));
    }

    /** The built-in names as they are on this machine. */
    private static BuiltIns builtIns(Options options) {
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
