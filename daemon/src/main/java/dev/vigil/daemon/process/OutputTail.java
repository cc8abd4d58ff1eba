package dev.vigil.daemon.process;

import java.nio.charset.StandardCharsets;

/** Keeps the last line with text in it of what a program writes, in bounded memory. */
final class OutputTail {
    /** The longest line that is kept, in bytes; what follows in the line is left out. */
    static final int LINE_MAX = 400;

    private final byte[] line = new byte[LINE_MAX];
    private int length;
    private String last = "";

    void add(byte[] bytes, int count) {
        for (int index = 0; index < count; index++) {
            byte each = bytes[index];
            if (each == '\n') {
                endLine();
            } else if (length < LINE_MAX) {
                line[length++] = each;
            }
        }
    }

    private void endLine() {
        String text = text();
        if (!text.isEmpty()) {
            last = text;
        }
        length = 0;
    }

    private String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8).strip();
    }

    /** The last line, finished or not; empty if nothing was written. */
    String lastLine() {
        String open = text();
        return open.isEmpty() ? last : open;
    }
}
