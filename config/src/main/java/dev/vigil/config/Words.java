package dev.vigil.config;

import dev.vigil.core.time.Nanos;
import java.util.Collection;
import java.util.List;

/** Turns values into the words of a message. */
public final class Words {

    private Words() {}

    /** {@code a}, {@code a and b}, or {@code a, b and c}. */
    public static String list(Collection<?> items) {
        List<String> texts = items.stream().map(Object::toString).toList();
        if (texts.size() < 2) {
            return String.join("", texts);
        }
        return String.join(", ", texts.subList(0, texts.size() - 1)) + " and " + texts.getLast();
    }

    /** A time in seconds, with as many decimals as it needs, of at most three. */
    public static String seconds(long timeNs) {
        long milliseconds = timeNs / Nanos.PER_MS;
        String text = String.valueOf(timeNs / Nanos.PER_S);
        if (milliseconds % 1000 != 0) {
            text += "."
                    + String.format(java.util.Locale.ROOT, "%03d", milliseconds % 1000)
                            .replaceAll("0+$", "");
        }
        return text + " s";
    }

    /** {@code 1 script} or {@code 2 scripts}. */
    public static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
