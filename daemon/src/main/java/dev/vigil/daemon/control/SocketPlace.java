package dev.vigil.daemon.control;

import dev.vigil.daemon.RunPaths;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The place of the control socket in the file system: its directory, its modes, and what an earlier daemon left there. */
final class SocketPlace {
    private static final Set<PosixFilePermission> PRIVATE_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    /** Others reach a name that they know and see no other. */
    private static final Set<PosixFilePermission> PASSABLE_DIRECTORY = PosixFilePermissions.fromString("rwx--x--x");

    private static final Set<PosixFilePermission> PRIVATE_SOCKET = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> SHARED_SOCKET = PosixFilePermissions.fromString("rw-rw-rw-");

    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int PASSABLE_BY_OTHERS = 0011;
    private static final int MODE_MASK = 07777;

    private final Path socket;
    private final List<Path> made = new ArrayList<>();

    SocketPlace(Path socket) {
        this.socket = socket;
    }

    /** Makes the directory, private from its first moment on, and removes a socket on which nobody listens. */
    void prepare() throws IOException {
        Path directory = socket.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("no path for a socket: " + socket);
        }
        for (Path missing = directory; missing != null && !Files.exists(missing); missing = missing.getParent()) {
            made.add(missing);
        }
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
        refuseDirectoryOfOthers(directory);
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(socket)) {
            throw new IOException(socket + " exists and is no socket: remove it");
        }
        if (answers(socket)) {
            throw new IOException("another daemon answers on " + socket);
        }
        Files.delete(socket);
    }

    /** In a directory that others may write they could put a socket of their own in the place of this one. */
    private static void refuseDirectoryOfOthers(Path directory) throws IOException {
        int mode = (Integer) Files.getAttribute(directory, "unix:mode");
        if ((mode & WRITABLE_BY_OTHERS) != 0) {
            throw new IOException(directory + " is writable by others than its owner, mode 0"
                    + Integer.toOctalString(mode & MODE_MASK) + ": choose another place with --socket");
        }
    }

    /**
     * Lets those in who may come; the directory keeps everybody out between the binding of the socket and this. A directory
     * that was made here, or that is always the daemon's, is opened; another is somebody's decision.
     *
     * @param shared whether others than root and this user may connect
     * @return a directory on the way that lets nobody through but its owner, though others should get here
     */
    Optional<Path> open(boolean shared) throws IOException {
        Files.setPosixFilePermissions(socket, shared ? SHARED_SOCKET : PRIVATE_SOCKET);
        Path directory = socket.toAbsolutePath().getParent();
        if (!shared || directory == null) {
            return Optional.empty();
        }
        if (directory.equals(Path.of(RunPaths.CONTROL_SOCKET).getParent()) && !made.contains(directory)) {
            made.add(directory);
        }
        for (Path each : made) {
            Files.setPosixFilePermissions(each, PASSABLE_DIRECTORY);
        }
        for (Path each = directory; each != null; each = each.getParent()) {
            if (((Integer) Files.getAttribute(each, "unix:mode") & PASSABLE_BY_OTHERS) == 0) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    static void remove(Path socket) {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // The next start removes it.
            return;
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & 0170000) == 0140000;
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
