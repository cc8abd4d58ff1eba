package dev.vigil.daemon;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.log.DaemonEvent;
import dev.vigil.daemon.log.Envelope;
import dev.vigil.daemon.log.EventLog;
import dev.vigil.daemon.vrrp.Archive;
import dev.vigil.recording.Excerpt;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Recordings that the daemon keeps by itself: files that only its user can read, in a directory that only its user can
 * enter. Of each reason some, the newest, are kept, so that transitions never push out a defect.
 */
final class RecordingArchive implements Archive {
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int OTHERS_WRITE = 0022;

    private final Path usual;
    private volatile OwnSettings.Recording settings;
    private final Supplier<String> node;
    private final Executor writer;
    private final EventLog log;
    private final Envelope envelope;
    private final AtomicBoolean writing = new AtomicBoolean();
    private long notBeforeNs = Long.MIN_VALUE;

    /**
     * @param usual the directory, unless the settings name one
     * @param node the name of this node
     * @param writer runs the writing, away from every loop
     */
    RecordingArchive(Path usual, OwnSettings.Recording settings, Supplier<String> node, Executor writer, EventLog log) {
        this.usual = usual;
        this.settings = settings;
        this.node = node;
        this.writer = writer;
        this.log = log;
        this.envelope = new Envelope("recordings", log);
    }

    /** Goes on by other settings; a recording that is being written is not moved. */
    void use(OwnSettings.Recording others) {
        settings = others;
    }

    // On the loop

    @Override
    public boolean keepsTransitions() {
        return settings.transitions();
    }

    @Override
    public boolean isReady(long nowNs) {
        return nowNs >= notBeforeNs && !writing.get();
    }

    @Override
    public void keep(Reason reason, String detail, Excerpt excerpt, long nowNs) {
        notBeforeNs = nowNs + settings.intervalNs();
        writing.set(true);
        try {
            writer.execute(() -> {
                boolean _ = envelope.attempt(() -> write(reason, detail, excerpt));
            });
        } catch (RejectedExecutionException | OutOfMemoryError refused) {
            // The loop goes on without: no thread could be started, or the daemon ends.
            writing.set(false);
            log.put(new DaemonEvent.OperationFailed("begin a recording", refused.toString()));
        }
    }

    // On the thread that writes

    private void write(Reason reason, String detail, Excerpt excerpt) {
        String word = reason.name().toLowerCase(Locale.ROOT);
        Path directory = settings.directory().map(Path::of).orElse(usual);
        long epochMs = System.currentTimeMillis();
        Path file = directory.resolve(word + "-" + epochMs + ".jsonl");
        try {
            prepare(directory);
            writeTo(directory, file, new DaemonEvent.RecordingKept(file.toString(), word, detail), excerpt, epochMs);
        } catch (IOException | UncheckedIOException failure) {
            log.put(new DaemonEvent.OperationFailed("keep a recording in " + directory, String.valueOf(failure)));
        } finally {
            writing.set(false);
        }
    }

    private void writeTo(Path directory, Path file, DaemonEvent.RecordingKept kept, Excerpt excerpt, long epochMs)
            throws IOException {
        try {
            try (Writer out = create(file)) {
                excerpt.write(new Excerpt.Label(node.get(), kept.reason(), Version.PROGRAM, epochMs), out);
            }
            log.put(kept);
        } finally {
            thinOut(directory, kept.occasion());
        }
    }

    /** Makes the directory, or makes sure that nobody else may put files or links there. */
    private static void prepare(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory, DIRECTORY_MODE);
        }
        int mode = (Integer) Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & OTHERS_WRITE) != 0) {
            throw new IOException(directory + " is writable for others; chmod 700 it");
        }
    }

    private static Writer create(Path file) throws IOException {
        // CREATE_NEW is O_EXCL, NOFOLLOW_LINKS is O_NOFOLLOW.
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return new BufferedWriter(
                Channels.newWriter(Files.newByteChannel(file, options, FILE_MODE), StandardCharsets.UTF_8));
    }

    /** What could not be written to its end counts, too: a full disk must not fill up with beginnings. */
    private void thinOut(Path directory, String word) {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().matches(word + "-\\d{13}\\.jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException nothingThere) {
            return;
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - settings.keep()))) {
            try {
                Files.delete(old);
            } catch (IOException failure) {
                log.put(new DaemonEvent.OperationFailed("remove the recording " + old, String.valueOf(failure)));
            }
        }
    }
}
