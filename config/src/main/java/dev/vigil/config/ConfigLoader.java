package dev.vigil.config;

import dev.vigil.config.model.Config;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.read.StandardLoader;
import dev.vigil.config.syntax.NamedFiles;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
     * @param own the vigil.conf that is read beside it; nothing of Vigil's own is loaded if empty
     * @param copy gets every line that counts, as it is read, and a comment with the name of each file; secrets among them
     */
    record Options(
            Optional<String> configId,
            boolean allIncludes,
            Optional<ByteBuffer> input,
            Optional<Path> own,
            Optional<Consumer<String>> copy) {
        /** No command-line options. */
        public static final Options NONE = new Options(Optional.empty(), false);

        /** Options under which {@link #INPUT} is a file like any other. */
        public Options(Optional<String> configId, boolean allIncludes) {
            this(configId, allIncludes, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with what is read in place of {@link #INPUT}. */
        public Options reading(ByteBuffer text) {
            return new Options(configId, allIncludes, Optional.of(text), own, copy);
        }

        /** The same with a vigil.conf. */
        public Options beside(Optional<Path> file) {
            return new Options(configId, allIncludes, input, file, copy);
        }

        /** The same with somebody who gets the lines of keepalived.conf as they are read. */
        public Options copying(Consumer<String> lines) {
            return new Options(configId, allIncludes, input, own, Optional.of(lines));
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
        /** The same with other settings of Vigil's own. */
        public Result withOwn(OwnSettings own) {
            return new Result(draft.withOwn(own), problems, withoutEffect, secrets);
        }

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

    /** Where Vigil's own settings are if they have a file; the usual case is that they have none. */
    String OWN_FILE_NAME = "/etc/vigil/vigil.conf";

    /**
     * The vigil.conf that is in use: the one that was named, which must exist, or {@link #OWN_FILE_NAME} if it does. What cannot be
     * looked at counts as being there, so that reading it says why.
     */
    static Optional<Path> own(Optional<Path> named) {
        Path usual = Path.of(OWN_FILE_NAME);
        return named.isPresent() || Files.notExists(usual, LinkOption.NOFOLLOW_LINKS) ? named : Optional.of(usual);
    }

    /**
     * Where the daemon's control socket is by the vigil.conf that is in use, for those who ask the daemon; empty if there is no
     * such file, or if it does not say, or may not be read.
     */
    static Optional<String> controlSocket(Optional<Path> named) {
        return own(named).flatMap(StandardLoader::controlSocket);
    }

    /** The loader of keepalived's language. It looks at files only, never at interfaces, users or scripts. */
    static ConfigLoader standard() {
        return new StandardLoader();
    }
}
