package dev.vigil.daemon.dump;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file in a directory where everybody may write. It is written under a name that nobody can guess and then put in its place in
 * one step, so its readers see a whole dump and nothing is ever written through what somebody has planted there.
 */
final class DumpFile {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int READ_AND_WRITE = 0666;
    private static final int BITS = 9;

    private DumpFile() {}

    /**
     * Replaces the file.
     *
     * @param umask the permissions that it does not get
     * @throws IOException if something else stands there that is not ours, or it cannot be written; the message says what
     */
    static void replace(Path file, String text, int umask) throws IOException {
        Optional<String> obstacle = obstacle(file);
        if (obstacle.isPresent()) {
            throw new IOException(obstacle.get() + " and is left alone");
        }
        Path draft = file.resolveSibling(
                file.getFileName() + "." + Long.toUnsignedString(RANDOM.nextLong(), Character.MAX_RADIX) + ".new");
        // A new file, which follows no link, and at first for us alone.
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean moved = false;
        try {
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(draft, permissions(READ_AND_WRITE & ~umask));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("it cannot be put in its place", e);
        } finally {
            if (!moved) {
                boolean _ = Files.deleteIfExists(draft);
            }
        }
    }

    private static Optional<String> obstacle(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Map<String, Object> attributes =
                Files.readAttributes(file, "unix:isSymbolicLink,isRegularFile,uid,nlink", LinkOption.NOFOLLOW_LINKS);
        if (Boolean.TRUE.equals(attributes.get("isSymbolicLink"))) {
            return Optional.of("it is a symbolic link");
        }
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            return Optional.of("it is no regular file");
        }
        int uid = number(attributes, "uid");
        if (uid != number(Files.readAttributes(Path.of("/proc/self"), "unix:uid"), "uid")) {
            return Optional.of("it belongs to user " + Integer.toUnsignedString(uid));
        }
        return number(attributes, "nlink") > 1 ? Optional.of("it has a second name (hard link)") : Optional.empty();
    }

    private static int number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).intValue();
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int index = 0; index < BITS; index++) {
            // They are declared from the owner's reading to everybody's executing.
            if ((mode & 1 << (BITS - 1 - index)) != 0) {
                permissions.add(all[index]);
            }
        }
        return permissions;
    }
}
