package dev.vigil.daemon.dump;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.Dumps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where dumps go: where the configuration says, otherwise to keepalived's names in the directory for temporary files. */
final class DumpPlace {
    private static final String DIRECTORY = "/tmp";

    private DumpPlace() {}

    /**
     * The file of a dump.
     *
     * @param name what tells this daemon from others on this machine
     * @param environment of this process: TMPDIR counts if it is the absolute path of a directory
     */
    static Path of(DumpKind kind, Config config, Optional<String> name, Map<String, String> environment) {
        Dumps dumps = config.global().dumps();
        String suffix = suffix(config, name);
        Path directory = directory(environment);
        return switch (kind) {
            case DATA -> place(directory, dumps.stateFile(), "keepalived" + suffix + ".data");
            case STATISTICS, STATISTICS_CLEAR -> place(directory, dumps.statsFile(), "keepalived.stats");
            case JSON -> place(directory, dumps.jsonFile(), "keepalived.json");
        };
    }

    /** The file beside the dump of everything where there are BFD sessions: in the same directory. */
    static Path ofBfd(Config config, Optional<String> name, Map<String, String> environment) {
        return of(DumpKind.DATA, config, name, environment)
                .resolveSibling("keepalived_bfd" + suffix(config, name) + ".data");
    }

    /** The file beside the dump of everything where there are virtual servers: its name says that it is about checks. */
    static Path ofChecks(Config config, Optional<String> name, Map<String, String> environment) {
        Path all = of(DumpKind.DATA, config, name, environment);
        boolean named = config.global()
                .dumps()
                .stateFile()
                .filter(path -> !path.endsWith("/"))
                .isPresent();
        if (!named) {
            return all.resolveSibling("keepalived_check" + suffix(config, name) + ".data");
        }
        String file = String.valueOf(all.getFileName());
        int dot = file.lastIndexOf('.') < 0 ? file.length() : file.lastIndexOf('.');
        return all.resolveSibling(file.substring(0, dot) + "_check" + file.substring(dot));
    }

    private static String suffix(Config config, Optional<String> name) {
        return config.global().dumps().namesWithInstance()
                ? name.map(each -> "." + each).orElse("")
                : "";
    }

    /** A configured path that ends with a slash is a directory. */
    private static Path place(Path directory, Optional<String> configured, String name) {
        String path = configured.orElse(name);
        return directory.resolve(path.endsWith("/") ? path + name : path);
    }

    private static Path directory(Map<String, String> environment) {
        String given = environment.getOrDefault("TMPDIR", "");
        return given.startsWith("/") && Files.isDirectory(Path.of(given)) ? Path.of(given) : Path.of(DIRECTORY);
    }
}
