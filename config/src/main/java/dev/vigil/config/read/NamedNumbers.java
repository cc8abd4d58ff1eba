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
    static final Map<String, Integer> IP_PROTOCOLS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipencap", 4),
            Map.entry("ipip", 4),
            Map.entry("tcp", 6),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", 58),
            Map.entry("icmpv6", 58),
            Map.entry("ospf", 89),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));
    static final Map<String, Integer> NONE = Map.of();

    static final String FILE_TABLES = "rt_tables";
    static final String FILE_SCOPES = "rt_scopes";
    static final String FILE_PROTOCOLS = "rt_protos";
    static final String FILE_REALMS = "rt_realms";
    static final String FILE_DSFIELD = "rt_dsfield";
    static final String FILE_GROUPS = "group";

    private NamedNumbers() {}

    /** As {@link #of(String, Map)}, where a file of this machine may know the name, too. */
    static Named of(String text, Map<String, Integer> known, String file) {
        Named named = of(text, known);
        Integer number = named.number().isPresent() ? null : MachineNames.number(file, text);
        return number == null ? named : new Named(text, OptionalInt.of(number));
    }

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
