package dev.vigil.daemon.fifo;

import dev.vigil.config.model.Fifos;
import dev.vigil.config.model.UserGroup;
import dev.vigil.linux.Credentials;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NamedPipe;
import dev.vigil.linux.Users;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a FIFO is and whose it is to be.
 *
 * @param mode the permissions of one that has to be made
 */
record FifoPlace(String path, Optional<UserGroup> owner, int mode) {
    /** What others may do with a FIFO as far as the umask lets them. */
    private static final int MODE = 0644;

    static FifoPlace of(Fifos.Fifo fifo, String path, int umask) {
        return new FifoPlace(path, fifo.owner(), MODE & ~umask);
    }

    /**
     * Opens it.
     *
     * @throws IOException with the reason, for people
     */
    NamedPipe open() throws IOException {
        try {
            Path file = Path.of(path);
            if (!file.isAbsolute()) {
                throw new IOException("its path does not begin with /");
            }
            return NamedPipe.open(file, whose());
        } catch (InvalidPathException wrong) {
            throw new IOException("its name cannot be a path here: " + wrong.getReason(), wrong);
        } catch (LinuxException refusal) {
            throw new IOException(refusal.getMessage(), refusal);
        }
    }

    private NamedPipe.Owner whose() throws IOException {
        Credentials credentials = owner.isEmpty()
                ? new Credentials(0, 0, List.of())
                : Users.credentials(owner.get().user(), owner.get().group())
                        .orElseThrow(() -> new IOException(
                                "there is no user " + owner.get().user()
                                        + owner.get()
                                                .group()
                                                .map(group -> " with a group " + group)
                                                .orElse("")));
        return new NamedPipe.Owner(credentials.uid(), credentials.gid(), mode);
    }
}
