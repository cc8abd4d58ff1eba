package dev.vigil.config.bind;

import dev.vigil.config.syntax.Digits;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads times such as {@code 2.5} with integer arithmetic. */
public final class Times {
    private static final int SIGNIFICANT_MAX = 9;

    private Times() {}

    /**
     * A time.
     *
     * @param rounded whether there were more decimals than count
     */
    record Time(long nanoseconds, boolean rounded) {}

    /** The nanoseconds in a number of units; empty if it is no number. */
    public static OptionalLong nanoseconds(String text, long unitNs, int decimals) {
        Optional<Time> time = parse(text, unitNs, decimals);
        return time.isPresent() ? OptionalLong.of(time.get().nanoseconds()) : OptionalLong.empty();
    }

    /** Reads a number of units with decimals, of which {@code decimals} count; the rest is rounded. */
    static Optional<Time> parse(String text, long unitNs, int decimals) {
        boolean negative = text.startsWith("-");
        int start = negative || text.startsWith("+") ? 1 : 0;
        int dot = text.indexOf('.');
        int wholeEnd = dot < 0 ? text.length() : dot;
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        OptionalLong whole = wholeEnd == start && !fraction.isEmpty()
                ? OptionalLong.of(0)
                : Digits.digits(text, start, wholeEnd, 10);
        if (whole.isEmpty() || whole.getAsLong() > Long.MAX_VALUE / unitNs / 2) {
            return Optional.empty();
        }
        boolean rounded = fraction.length() > decimals;
        OptionalLong part = fraction(fraction, unitNs, decimals);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        long value = whole.getAsLong() * unitNs + part.getAsLong();
        return Optional.of(new Time(negative ? -value : value, rounded));
    }

    /** The nanoseconds of digits after the dot, rounded to {@code decimals} digits. */
    private static OptionalLong fraction(String digits, long unitNs, int decimals) {
        long value = 0;
        long scale = 1;
        for (int index = 0; index < digits.length(); index++) {
            char c = digits.charAt(index);
            if (c < '0' || c > '9') {
                return OptionalLong.empty();
            }
            if (index < Math.min(decimals, SIGNIFICANT_MAX)) {
                value = value * 10 + (c - '0');
                scale *= 10;
            } else if (index == decimals && c >= '5') {
                value++;
            }
        }
        return OptionalLong.of(value * (unitNs / Math.min(scale, unitNs)));
    }
}
