package dev.vigil.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long to wait: {@code 90}, {@code 90s}, {@code 5m}, {@code 2h}. */
final class Patience implements ITypeConverter<Duration> {
    private static final int DIGITS_MAX = 6;

    @Override
    public Duration convert(String text) {
        String digits = text.replaceFirst("[smh]$", "");
        if (!digits.matches("\\d{1," + DIGITS_MAX + "}")) {
            throw new TypeConversionException("'" + text + "' is no time such as 30s, 5m or 2h");
        }
        long number = Long.parseLong(digits);
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
