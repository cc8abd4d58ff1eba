package dev.vigil.config.read;

import dev.vigil.config.model.Named;
import dev.vigil.config.syntax.Digits;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Numbers that have names; those that every kernel knows are translated here, the others on the machine. */
final class NamedNumbers {
    static final Map<String, Integer> TABLES = Map.of("unspec", 0, "default", 253, "main", 254, "local", 255);
    static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "universe", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);
    static final Map<String, Integer> ROUTE_TYPES = Map.of(
            "unicast",
            1,
            "local",
            2,
            "broadcast",
            3,
            "multicast",
            5,
            "blackhole",
            6,
            "unreachable",
            7,
            "prohibit",
            8,
            "throw",
            9,
            "nat",
            10);
    static final Map<String, Integer> PROTOCOLS =
            Map.of("redirect", 1, "kernel", 2, "boot", 3, "static", 4, "ra", 9, "dhcp", 16, "keepalived", 18);
    static final Map<String, Integer> NONE = Map.of();

    private NamedNumbers() {}

    static Named of(String text, Map<String, Integer> known) {
        Integer value = known.get(text);
        if (value != null) {
            return new Named(text, OptionalInt.of(value));
        }
        OptionalLong number = Digits.anyBase(text);
        boolean fits = number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 0xffff_ffffL;
        return new Named(text, fits ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty());
    }
}
