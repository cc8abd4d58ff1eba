package dev.vigil.config.syntax;

import java.util.OptionalLong;

/** Reads numbers without exceptions. */
public final class Digits {
    private static final int DIGITS_MAX = 18;

    private Digits() {}

    /** A decimal number with an optional sign. */
    public static OptionalLong decimal(String text) {
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        OptionalLong magnitude = digits(text, start, text.length(), 10);
        return text.startsWith("-") && magnitude.isPresent() ? OptionalLong.of(-magnitude.getAsLong()) : magnitude;
    }

    /** A number that is hexadecimal after {@code 0x}, octal after {@code 0} and otherwise decimal. */
    public static OptionalLong anyBase(String text) {
        boolean negative = text.startsWith("-");
        int start = negative || text.startsWith("+") ? 1 : 0;
        OptionalLong magnitude;
        if (text.startsWith("0x", start) || text.startsWith("0X", start)) {
            magnitude = digits(text, start + 2, text.length(), 16);
        } else if (text.startsWith("0", start) && text.length() > start + 1) {
            magnitude = digits(text, start + 1, text.length(), 8);
        } else {
            magnitude = digits(text, start, text.length(), 10);
        }
        return negative && magnitude.isPresent() ? OptionalLong.of(-magnitude.getAsLong()) : magnitude;
    }

    /** The digits between two indices, of which there is at least one. */
    public static OptionalLong digits(String text, int start, int end, int radix) {
        if (start >= end || end - start > DIGITS_MAX) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int index = start; index < end; index++) {
            char c = text.charAt(index);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
                return OptionalLong.empty();
            }
            value = value * radix + digit;
        }
        return OptionalLong.of(value);
    }
}
