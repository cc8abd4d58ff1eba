package dev.vigil.config.read;

import dev.vigil.config.ConfigLoader;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Binder;
import dev.vigil.config.model.Config;
import dev.vigil.config.model.GlobalDefs;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.own.OwnReader;
import dev.vigil.config.syntax.BuiltIns;
import dev.vigil.config.syntax.CopiedLines;
import dev.vigil.config.syntax.LineSource;
import dev.vigil.config.syntax.Preprocessor;
import dev.vigil.config.syntax.TreeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Reads keepalived's configuration language, and vigil.conf beside it. */
public final class StandardLoader implements ConfigLoader {
    @Override
    public Result load(Path file, Options options) {
        Problems problems = new Problems();
        LineSource lines = lines(file, options, problems);
        LineSource read = options.copy()
                .<LineSource>map(copy -> new CopiedLines(lines, copy))
                .orElse(lines);
        TreeReader tree = new TreeReader(read, Binder.braces(), problems);
        Config draft = new ConfigReader(problems).read(tree);
        if (options.own().isPresent()) {
            draft = draft.withOwn(own(draft, options.own().get(), options, problems));
        }
        return new Result(draft, problems.list(), problems.withoutEffect(), problems.secrets());
    }

    /** Reads vigil.conf, which has definitions of its own, after what it names. */
    private static OwnSettings own(Config config, Path file, Options options, Problems problems) {
        Preprocessor lines = new Preprocessor(file, builtIns(options), options.allIncludes(), problems);
        return new OwnReader(config, problems).read(new TreeReader(lines, problems), file.toString());
    }

    /** The control socket by a vigil.conf of which nothing else counts. */
    public static Optional<String> controlSocket(Path own) {
        Config nothing = new Config(GlobalDefs.DEFAULT, List.of(), List.of());
        return own(nothing, own, Options.NONE, new Problems()).control().socket();
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
