package dev.vigil.cli;

import dev.vigil.config.ConfigLoader;
import dev.vigil.lint.NodeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Configurations that come through a pipe. */
final class StandardInput {
    private StandardInput() {}

    /** The nodes, with what standard input holds in place of {@code -}; it is read once. */
    static List<NodeFile> insteadOf(List<NodeFile> nodes) throws IOException {
        if (nodes.stream().noneMatch(NodeFile::isInput)) {
            return nodes;
        }
        // One byte more than the most: the loader then says that there is too much.
        byte[] input = System.in.readNBytes(ConfigLoader.FILE_BYTES_MAX + 1);
        List<NodeFile> read = new ArrayList<>(nodes.size());
        for (NodeFile node : nodes) {
            read.add(node.isInput() ? node.reading(ByteBuffer.wrap(input)) : node);
        }
        return read;
    }
}
