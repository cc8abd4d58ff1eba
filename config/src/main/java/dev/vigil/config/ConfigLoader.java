package dev.vigil.config;

import dev.vigil.config.model.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a configuration. Everything that is wrong is found in one pass; nothing is thrown for what a file holds. */
public interface ConfigLoader {
    /**
     * @param configId the id of {@code @} lines ({@code -i}); the host name up to its first dot if empty
     * @param allIncludes {@code -e}: a missing include is an error
     */
    record Options(Optional<String> configId, boolean allIncludes) {}

    /** What was read. The configuration is present unless a finding is an error. */
    record Result(Optional<Config> config, List<Problem> problems) {}

    Result load(Path file, Options options);
}
