package dev.vigil.daemon.control;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells apart why a control socket cannot be reached, which the connecting call itself does not. */
final class ConnectFailure {
    private ConnectFailure() {}

    static void explain(Path socket) throws IOException {
        Path directory = socket.toAbsolutePath().getParent();
        if (directory != null && Files.exists(directory) && !Files.isExecutable(directory)) {
            throw new AccessDeniedException(directory.toString());
        }
        if (Files.notExists(socket)) {
            throw new NoSuchFileException(socket.toString());
        }
        if (!Files.isWritable(socket)) {
            throw new AccessDeniedException(socket.toString());
        }
    }
}
