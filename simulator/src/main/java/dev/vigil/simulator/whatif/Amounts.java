package dev.vigil.simulator.whatif;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and shares as people write them. */
public final class Amounts {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d)?)%");
    private static final BigDecimal PER_MILLE_MAX = BigDecimal.valueOf(1000);

    private Amounts() {}

    /** {@code 500ms}, {@code 1.5s}, {@code 2m} or {@code 1h} in nanoseconds; empty for anything else. */
    public static Optional<Long> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unitNs = switch (matcher.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        BigDecimal ns = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNs));
        boolean tooLong = ns.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0;
        return tooLong ? Optional.empty() : Optional.of(ns.longValue());
    }

    /** {@code 30%} as 300; empty for anything but 0% to 100%. */
    static Optional<Integer> perMille(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal perMille = new BigDecimal(matcher.group(1)).movePointRight(1);
        return perMille.compareTo(PER_MILLE_MAX) > 0 ? Optional.empty() : Optional.of(perMille.intValue());
    }
}
