package dev.vigil.daemon.journal;

import dev.vigil.linux.OwnFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a journal: an empty file beside it, which stays, with a lock of fcntl that ends with the process. Whoever holds
 * it does so for the milliseconds that removing addresses takes. Where it cannot be had in time, or its file cannot be made,
 * one goes on without: a journal that nobody can lock must not keep a daemon from serving.
 */
public final class JournalLock implements AutoCloseable {
    private static final long WAIT_NS = 2_000_000_000L;
    private static final long LOOK_EVERY_NS = 5_000_000L;

    private final Optional<FileChannel> channel;

    private JournalLock(Optional<FileChannel> channel) {
        this.channel = channel;
    }

    static JournalLock take(Path file) {
        FileChannel channel;
        try {
            channel = OwnFile.append(file);
        } catch (IOException refused) {
            return new JournalLock(Optional.empty());
        }
        long startedNs = System.nanoTime();
        boolean held = tryLock(channel);
        while (!held && System.nanoTime() - startedNs < WAIT_NS) {
            LockSupport.parkNanos(LOOK_EVERY_NS);
            held = tryLock(channel);
        }
        return new JournalLock(Optional.of(channel));
    }

    private static boolean tryLock(FileChannel channel) {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException | OverlappingFileLockException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        if (channel.isPresent()) {
            try {
                channel.get().close();
            } catch (IOException e) {
                // The lock is gone with the descriptor, whatever closing says.
                return;
            }
        }
    }
}
