package dev.vigil.config.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a file. What is not UTF-8 is taken for ISO 8859-1; a byte order mark in front is one character in both.
 *
 * @param utf8 whether the bytes are UTF-8
 */
public record FileText(String text, boolean utf8) {
    static final char BYTE_ORDER_MARK = '\ufeff';

    /** The bytes of the mark as ISO 8859-1 shows them. */
    private static final String MARK_IN_LATIN_1 = "\u00ef\u00bb\u00bf";

    public static FileText of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new FileText(text, true);
        } catch (CharacterCodingException notUtf8) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            boolean marked = text.startsWith(MARK_IN_LATIN_1);
            return new FileText(marked ? BYTE_ORDER_MARK + text.substring(MARK_IN_LATIN_1.length()) : text, false);
        }
    }

    /** Whether the file begins with a byte order mark. */
    boolean isMarked() {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    }
}
