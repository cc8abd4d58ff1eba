package dev.vigil.daemon.track;

import java.math.BigInteger;
import java.util.Optional;

/** The number that a text begins with, after white space: hexadecimal after {@code 0x}, octal after {@code 0}. */
final class LeadingNumber {
    private LeadingNumber() {}

    /** The number, however large; empty if the text begins with none. */
    static Optional<BigInteger> of(String text) {
        String rest = text.stripLeading();
        boolean signed = rest.startsWith("-") || rest.startsWith("+");
        int start = signed ? 1 : 0;
        int radix = 10;
        if (rest.regionMatches(true, start, "0x", 0, 2) && digitAt(rest, start + 2, 16)) {
            radix = 16;
            start += 2;
        } else if (rest.startsWith("0", start)) {
            radix = 8;
        }
        int end = start;
        while (digitAt(rest, end, radix)) {
            end++;
        }
        if (end == start) {
            return Optional.empty();
        }
        BigInteger magnitude = new BigInteger(rest.substring(start, end), radix);
        return Optional.of(rest.startsWith("-") ? magnitude.negate() : magnitude);
    }

    private static boolean digitAt(String text, int index, int radix) {
        return index < text.length() && text.charAt(index) < 0x80 && Character.digit(text.charAt(index), radix) >= 0;
    }
}
