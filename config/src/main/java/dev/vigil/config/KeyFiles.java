package dev.vigil.config;

import dev.vigil.config.model.HmacSettings;
import dev.vigil.config.model.HmacSettings.KeySource;
import dev.vigil.config.model.Secret;
import dev.vigil.config.model.VrrpInstance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of {@code auth_hmac} that stand in files, for the machine that runs with them. A file that cannot be used is
 * an error: without its key this node would hear nobody, or nobody would hear it.
 */
public final class KeyFiles {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /** More than a key and the end of its line. */
    private static final int BYTES_MAX = 1024;

    private final List<Problem> problems;

    private KeyFiles(List<Problem> problems) {
        this.problems = problems;
    }

    /** The same configuration with the keys in place of the files. */
    public static ConfigLoader.Result resolve(ConfigLoader.Result read) {
        if (read.draft().instances().stream().noneMatch(KeyFiles::hasFiles)) {
            return read;
        }
        KeyFiles files = new KeyFiles(new ArrayList<>(read.problems()));
        List<VrrpInstance> instances =
                read.draft().instances().stream().map(files::resolve).toList();
        return new ConfigLoader.Result(
                read.draft().withInstances(instances),
                List.copyOf(files.problems),
                read.withoutEffect(),
                read.secrets());
    }

    private static boolean hasFiles(VrrpInstance instance) {
        return instance.transport().hmac().stream()
                .flatMap(hmac -> hmac.keys().stream())
                .anyMatch(key -> key.source() instanceof KeySource.InFile);
    }

    private VrrpInstance resolve(VrrpInstance instance) {
        return hasFiles(instance)
                ? instance.withTransport(instance.transport()
                        .withHmac(instance.transport().hmac().flatMap(this::resolve)))
                : instance;
    }

    /** Without the key that signs, for who starts in spite of errors, the whole block is left out. */
    private Optional<HmacSettings> resolve(HmacSettings hmac) {
        List<HmacSettings.Key> keys =
                hmac.keys().stream().flatMap(key -> resolve(key).stream()).toList();
        return keys.stream().anyMatch(key -> key.id() == hmac.activeKey())
                ? Optional.of(new HmacSettings(keys, hmac.activeKey(), hmac.windowNs(), hmac.antiReplay(), hmac.mode()))
                : Optional.empty();
    }

    private Optional<HmacSettings.Key> resolve(HmacSettings.Key key) {
        if (!(key.source() instanceof KeySource.InFile(String path))) {
            return Optional.of(key);
        }
        try {
            return Optional.of(
                    new HmacSettings.Key(key.id(), new KeySource.Given(new Secret(read(path))), key.place()));
        } catch (UnusableException unusable) {
            problems.add(new Problem(
                    ProblemCode.KEY_FILE_UNUSABLE.severity(),
                    ProblemCode.KEY_FILE_UNUSABLE.code(),
                    key.place(),
                    "the file of key " + key.id() + " cannot be used: " + unusable.getMessage(),
                    Optional.of(
                            "Write the key on the first line of a file that its owner alone may read (chmod 600).")));
            return Optional.empty();
        }
    }

    /** Why a file cannot be used. */
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }

    private static byte[] read(String name) throws UnusableException {
        try {
            Path path = Path.of(name);
            if (!Files.isRegularFile(path)) {
                throw new UnusableException(Files.exists(path) ? "it is no regular file" : "it does not exist");
            }
            Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
            open.retainAll(Files.getPosixFilePermissions(path));
            if (!open.isEmpty()) {
                throw new UnusableException("others than its owner have a right to it");
            }
            return key(firstLine(path));
        } catch (IOException | InvalidPathException | UnsupportedOperationException unreadable) {
            throw new UnusableException("it cannot be read: " + unreadable.getMessage());
        }
    }

    private static String firstLine(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            String text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.ISO_8859_1);
            return text.lines().findFirst().orElse("").strip();
        }
    }

    private static byte[] key(String text) throws UnusableException {
        byte[] bytes;
        try {
            bytes = text.startsWith("hex:")
                    ? HexFormat.of().parseHex(text.substring("hex:".length()))
                    : text.getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notHexadecimal) {
            throw new UnusableException("its key is not hexadecimal");
        }
        if (bytes.length < HmacSettings.KEY_BYTES_MIN || bytes.length > HmacSettings.KEY_BYTES_MAX) {
            throw new UnusableException("its key has " + bytes.length + " bytes, not 32 to 64");
        }
        return bytes;
    }
}
