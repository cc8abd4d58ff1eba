package dev.vigil.core.check;

import java.nio.charset.StandardCharsets;

/** The text that checks send when nothing else is asked for. */
final class Filler {
    private static final String TEXT = "keepalived check - ";

    private Filler() {}

    static byte[] bytes(int length) {
        return TEXT.repeat(length / TEXT.length() + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }
}
