package dev.vigil.config.bind;

import dev.vigil.config.keyword.Keyword;
import java.util.Map;
import java.util.Optional;

/** What keepalived makes of arguments that are wrong. */
public final class WrongValues {
    /** The value of {@code state} that stands for a word that is no state. */
    public static final String NO_STATE = "";

    /** A value that holds whatever an earlier line says, and how people are told of it. */
    record Instead(Value value, String shown) {}

    private static final Map<String, Instead> INSTEAD = Map.of(
            "vrrp_instance/priority", new Instead(new Value.Whole(100), "100"),
            "vrrp_instance/state", new Instead(new Value.Text(NO_STATE), "BACKUP"),
            "vrrp_instance/preempt_delay", new Instead(new Value.Nanoseconds(0), "0"),
            "vrrp_instance/garp_master_refresh", new Instead(new Value.Nanoseconds(0), "0"),
            "vrrp_script/rise", new Instead(new Value.Whole(1), "1"),
            "vrrp_script/fall", new Instead(new Value.Whole(1), "1"));

    private WrongValues() {}

    /** What a wrong argument of a keyword counts as; empty if the line counts as if it were not there. */
    static Optional<Instead> of(Keyword keyword) {
        return Optional.ofNullable(INSTEAD.get(keyword.path()));
    }

    /** The number that a text begins with; 0 if it begins with none, or with a longer one than is read. */
    static long leadingNumber(String text) {
        int digitsMax = 18;
        int end = 0;
        while (end < text.length() && end < digitsMax && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? 0 : Long.parseLong(text.substring(0, end));
    }
}
