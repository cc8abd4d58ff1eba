package dev.vigil.cli;

import dev.vigil.config.lint.NodeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Configurations that come through a pipe. */
final class StandardInput {
    /** No configuration is longer. */
    private static final int BYTES_MAX = 16 * 1024 * 1024;

    private StandardInput() {}

    /** The nodes, with what standard input holds in place of {@code -}; it is read once. */
    static List<NodeFile> insteadOf(List<NodeFile> nodes) throws IOException {
        if (nodes.stream().noneMatch(NodeFile::isInput)) {
            return nodes;
        }
        byte[] input = System.in.readNBytes(BYTES_MAX);
        List<NodeFile> read = new ArrayList<>(nodes.size());
        for (NodeFile node : nodes) {
            read.add(node.isInput() ? node.reading(ByteBuffer.wrap(input)) : node);
        }
        return read;
    }
}
