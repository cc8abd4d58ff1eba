package dev.vigil.config.syntax;

/**
 * A word of a statement.
 *
 * @param start where it begins in its line, at the quote if it is quoted
 * @param quoted whether it stood in double quotes, which are not part of {@code text}
 */
public record Word(String text, int start, boolean quoted) {
    /** Where it ends in its line, after a closing quote. */
    public int end() {
        return start + text.length() + (quoted ? 2 : 0);
    }
}
