package dev.vigil.daemon.dump;

import dev.vigil.core.time.Nanos;
import java.math.BigDecimal;
import java.util.List;

/** The lines of a dump: {@code key = value}, indented by what they belong to. */
final class Lines {
    private static final String OF_OBJECT = "   ";
    private static final String OF_LIST = "     ";

    private final StringBuilder text = new StringBuilder();

    void section(String title) {
        text.append("------< ").append(title).append(" >------\n");
    }

    /** A section in a section. */
    void inner(String title) {
        text.append(' ');
        section(title);
    }

    /** A section in what is a section in a section. */
    void innermost(String title) {
        text.append(OF_OBJECT);
        section(title);
    }

    /** A value of everything. */
    void global(String key, Object value) {
        text.append(' ').append(key).append(" = ").append(value).append('\n');
    }

    /** A line about everything. */
    void global(String line) {
        text.append(' ').append(line).append('\n');
    }

    /** A value of an object. */
    void put(String key, Object value) {
        put(key + " = " + value);
    }

    /** A line of an object. */
    void put(String line) {
        text.append(OF_OBJECT).append(line).append('\n');
    }

    /** The entries of a section. */
    void entries(List<String> entries) {
        entries.forEach(entry -> text.append(OF_LIST).append(entry).append('\n'));
    }

    /** A list of an object; nothing where it is empty. */
    void list(String title, List<String> entries) {
        if (!entries.isEmpty()) {
            put(title);
            entries(entries);
        }
    }

    static String enabled(boolean value) {
        return value ? "enabled" : "disabled";
    }

    static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    /** Seconds without superfluous zeros. */
    static String seconds(long timeNs) {
        return BigDecimal.valueOf(timeNs, 9).stripTrailingZeros().toPlainString();
    }

    static long microseconds(long timeNs) {
        return timeNs / Nanos.PER_US;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
