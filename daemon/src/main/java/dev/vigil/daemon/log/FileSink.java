package dev.vigil.daemon.log;

import dev.vigil.linux.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file (option {@code -g}), made for its owner alone. What somebody else may have planted in its place is
 * refused, for the file may be in a directory that anybody may write.
 */
public final class FileSink implements LogSink {
    private final Path file;
    private final LineFormat format;
    private @Nullable FileChannel channel;

    public FileSink(Path file, LineFormat format) {
        this.file = file;
        this.format = format;
    }

    /** Why a file cannot be written, with what to do; empty if it can. */
    public static Optional<String> obstacle(Path file) {
        try (FileChannel _ = OwnFile.append(file)) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the log file cannot be written: " + e.getMessage()
                    + "; create its directory, or name another file with -g");
        }
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public void write(LogLine line) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = OwnFile.append(file);
            channel = open;
        }
        ByteBuffer rest = ByteBuffer.wrap(format.bytes(line));
        while (rest.hasRemaining()) {
            open.write(rest);
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            // Every line was written when its write returned; nothing is lost.
            return;
        }
    }
}
