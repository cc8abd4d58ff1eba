package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.daemon.RunPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where the control socket of a daemon is. */
final class SocketPath {
    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description =
                    "The daemon's control socket (default: what vigil.conf says, or " + RunPaths.CONTROL_SOCKET + ").")
    private Optional<Path> named = Optional.empty();

    @Option(
            names = "--vigil-config",
            paramLabel = "FILE",
            converter = FileThatIsThere.class,
            description = "The daemon's vigil.conf, which may name the socket (default: " + ConfigLoader.OWN_FILE_NAME
                    + " if there is one).")
    private Optional<Path> own = Optional.empty();

    /** Reads the name of a file that must exist. */
    static final class FileThatIsThere implements ITypeConverter<Path> {
        @Override
        public Path convert(String name) {
            Path file = Path.of(name);
            if (Files.notExists(file)) {
                throw new TypeConversionException(file + " does not exist");
            }
            return file;
        }
    }

    Path get() {
        return named.orElseGet(() -> Path.of(ConfigLoader.controlSocket(own).orElse(RunPaths.CONTROL_SOCKET)));
    }

    /** As people are told of it. */
    @Override
    public String toString() {
        return get().toString();
    }
}
