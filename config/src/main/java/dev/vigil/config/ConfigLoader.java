package dev.vigil.config;

import dev.vigil.config.model.Config;
import dev.vigil.config.read.StandardLoader;
import dev.vigil.config.syntax.NamedFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a configuration. Everything that is wrong is found in one pass; nothing is thrown for what a file holds. */
public interface ConfigLoader {
    /** The file name that stands for {@link Options#input}. */
    Path INPUT = Path.of("-");

    /** Larger than any file of a configuration; what is larger is a mistake and could fill the memory. */
    int FILE_BYTES_MAX = 32 * 1024 * 1024;

    /** How findings call {@link Options#input}. */
    String INPUT_NAME = "<stdin>";

    /**
     * @param configId the id of {@code @} lines ({@code -i}); the host name up to its first dot if empty
     * @param allIncludes {@code -e}: a missing include is an error
     * @param input what is read in place of the file {@link #INPUT}; its includes are relative to the working directory
     */
    record Options(Optional<String> configId, boolean allIncludes, Optional<ByteBuffer> input) {
        /** No command-line options. */
        public static final Options NONE = new Options(Optional.empty(), false);

        /** Options under which {@link #INPUT} is a file like any other. */
        public Options(Optional<String> configId, boolean allIncludes) {
            this(configId, allIncludes, Optional.empty());
        }

        /** What is read in place of {@code file}, if that is {@link #INPUT}. */
        public Optional<byte[]> inputFor(Path file) {
            return file.equals(INPUT) ? input.map(Options::bytes) : Optional.empty();
        }

        private static byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
    }

    /**
     * What was read.
     *
     * @param draft the configuration with everything wrong ignored or replaced, as keepalived does when it runs with it;
     *     for showing, comparing and explaining
     * @param problems in the order in which they were found
     * @param withoutEffect the keywords of this configuration that Vigil cannot do yet, each once: it starts without them, or
     *     does so only with {@code --lenient}
     * @param secrets what no output may show
     */
    record Result(Config draft, List<Problem> problems, List<String> withoutEffect, SecretValues secrets) {
        /** The configuration, unless a finding is an error. */
        public Optional<Config> config() {
            for (Problem problem : problems) {
                if (problem.severity() == Severity.ERROR) {
                    return Optional.empty();
                }
            }
            return Optional.of(draft);
        }
    }

    /** @param file a file, or a pattern as {@code include} takes it */
    Result load(Path file, Options options);

    /** Why there is nothing to read behind a file name or pattern, with what to do; empty if there is something. */
    static Optional<String> obstacle(Path file) {
        return NamedFiles.obstacle(file);
    }

    /** The loader of keepalived's language. It looks at files only, never at interfaces, users or scripts. */
    static ConfigLoader standard() {
        return new StandardLoader();
    }
}
