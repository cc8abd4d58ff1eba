package dev.vigil.daemon.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file (option {@code -g}). The file is made for its owner alone, and a symbolic link in its place is
 * refused: its default place is a directory that anybody may write.
 */
public final class FileSink implements LogSink {
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final LineFormat format;
    private @Nullable FileChannel channel;

    public FileSink(Path file, LineFormat format) {
        this.file = file;
        this.format = format;
    }

    @Override
    public String name() {
        return "file " + file;
    }

    @Override
    public void write(LogLine line) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(
                    file, OPTIONS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
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
