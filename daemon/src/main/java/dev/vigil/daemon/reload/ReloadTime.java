package dev.vigil.daemon.reload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time at which to reload, as the file of {@code reload_time_file} has it: {@code [YY]YY-MM-DD HH:MM:SS[Z]} or
 * {@code HH:MM:SS[Z]}, where Z means UTC and the time of this machine holds otherwise.
 *
 * @param daily whether it is a time of day without a date
 */
record ReloadTime(Instant at, boolean daily) {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{2}|\\d{4})-(\\d{1,2})-(\\d{1,2})\\s+)?" + "(\\d{1,2}):(\\d{2}):(\\d{2})(Z?)");

    private static final int CENTURY = 2000;
    private static final int SHORT_YEAR = 2;

    /**
     * Reads what a file holds; empty if that is no such time. A time of day is the next one after {@code now}; a time with a
     * date may be over.
     */
    static Optional<ReloadTime> parse(String text, Instant now, ZoneId here) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ZoneId zone = matcher.group(7).isEmpty() ? here : ZoneOffset.UTC;
        try {
            LocalTime time = LocalTime.of(number(matcher, 4), number(matcher, 5), number(matcher, 6));
            if (matcher.group(1) != null) {
                int year = number(matcher, 1) + (matcher.group(1).length() == SHORT_YEAR ? CENTURY : 0);
                LocalDate date = LocalDate.of(year, number(matcher, 2), number(matcher, 3));
                return Optional.of(new ReloadTime(date.atTime(time).atZone(zone).toInstant(), false));
            }
            LocalDate today = LocalDate.ofInstant(now, zone);
            Instant at = today.atTime(time).atZone(zone).toInstant();
            return Optional.of(new ReloadTime(
                    at.isAfter(now)
                            ? at
                            : today.plusDays(1).atTime(time).atZone(zone).toInstant(),
                    true));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
