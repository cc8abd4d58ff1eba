package dev.vigil.daemon.history;

import dev.vigil.linux.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines that are appended to a file of bounded length: when it is full it becomes the older half, and the one before is gone. A
 * line that a crash has cut short is ended before the next one, and whoever reads passes it over.
 */
final class HistoryFile {
    private final Path file;
    private final Path older;
    private final int halfMax;

    /** @param halfMax the length of one of the two files, in bytes */
    HistoryFile(Path file, int halfMax) {
        this.file = file;
        this.halfMax = halfMax;
        older = file.resolveSibling(file.getFileName() + ".1");
    }

    void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Files.size(file) + bytes.length > halfMax) {
            Files.move(file, older, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        boolean torn = isTorn();
        try (FileChannel channel = OwnFile.append(file)) {
            ByteBuffer text = ByteBuffer.allocate(bytes.length + 1);
            if (torn) {
                text.put((byte) '\n');
            }
            text.put(bytes).flip();
            while (text.hasRemaining()) {
                int _ = channel.write(text);
            }
            channel.force(false);
        }
    }

    private boolean isTorn() throws IOException {
        Optional<byte[]> bytes = OwnFile.read(file, halfMax + 1);
        return bytes.isPresent() && bytes.get().length > 0 && bytes.get()[bytes.get().length - 1] != '\n';
    }

    /** All lines, the oldest first, as they are. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : List.of(older, file)) {
            OwnFile.read(each, halfMax + 1)
                    .ifPresent(bytes ->
                            new String(bytes, StandardCharsets.UTF_8).lines().forEach(lines::add));
        }
        return lines;
    }
}
