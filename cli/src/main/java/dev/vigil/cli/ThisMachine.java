package dev.vigil.cli;

import dev.vigil.config.model.Config;
import dev.vigil.daemon.Readiness;
import dev.vigil.lint.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The machine that this runs on. */
final class ThisMachine implements Machine {
    private static final String ROOT = "root";
    private static final long QUERY_TIMEOUT_S = 5;

    private final Set<String> interfaces = Readiness.interfaceNames();

    /** In the network namespace of this process. */
    @Override
    public boolean hasInterface(String name) {
        return interfaces.contains(name);
    }

    @Override
    public boolean hasUser(String name) {
        return isKnown("passwd", name);
    }

    @Override
    public boolean hasGroup(String name) {
        return isKnown("group", name);
    }

    /** Asks getent, which knows users of directory services, too; without getent nobody is unknown. */
    private static boolean isKnown(String database, String name) {
        try {
            Process query = new ProcessBuilder("getent", database, name)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!query.waitFor(QUERY_TIMEOUT_S, TimeUnit.SECONDS)) {
                query.destroyForcibly();
                return true;
            }
            return query.exitValue() == 0;
        } catch (IOException noGetent) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public boolean hasFile(Path file) {
        return Files.exists(file);
    }

    @Override
    public List<String> obstacles(Config config) {
        return Readiness.of(config).obstacles(config.own().lenient());
    }

    @Override
    public Optional<Path> changeableByOthers(Path script) {
        Path part = script.getRoot();
        if (part == null) {
            return Optional.empty();
        }
        for (Path name : script) {
            part = part.resolve(name);
            if (isChangeable(part)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private static boolean isChangeable(Path path) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            boolean byOwner = !attributes.owner().getName().equals(ROOT)
                    && attributes.permissions().contains(PosixFilePermission.OWNER_WRITE);
            boolean byGroup = !attributes.group().getName().equals(ROOT)
                    && attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
            return byOwner || byGroup || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
