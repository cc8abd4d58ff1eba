package dev.vigil.config.read;

import dev.vigil.config.ProblemCode;
import dev.vigil.config.Problems;
import dev.vigil.config.bind.Section;
import dev.vigil.config.bind.Statement;
import dev.vigil.config.bind.Value;
import dev.vigil.config.syntax.Node;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The family and the version of an instance. The first address or {@code native_ipv6} decides the family. IPv6 means version 3, except that a
 * {@code version 2} which stands before the first IPv6 address holds, but not in strict mode.
 */
record Kind(Family family, int version) {
    static Kind of(Section instance, VrrpDefaults defaults, Problems problems) {
        Optional<Family> family = Optional.empty();
        OptionalInt version = OptionalInt.empty();
        for (Statement statement : instance.statements()) {
            if (statement.keyword().name().equals("version") && statement.value() instanceof Value.Whole(long given)) {
                if (version.isPresent() && version.getAsInt() != given) {
                    reportConflict(statement, version.getAsInt(), problems);
                } else {
                    version = OptionalInt.of((int) given);
                }
            } else if (family.isEmpty()) {
                family = familyOf(statement);
                if (family.equals(Optional.of(Family.IPV6)) && version.isEmpty()) {
                    version = OptionalInt.of(3);
                }
            }
        }
        Kind kind = new Kind(family.orElse(Family.IPV4), version.orElse(defaults.version()));
        boolean forbidden = kind.family == Family.IPV6 && kind.version == 2;
        if (forbidden && instance.toggle("strict_mode", defaults.strict())) {
            problems.add(
                    ProblemCode.STRICT_MODE,
                    instance.namePlace(),
                    "in strict mode an instance with IPv6 addresses has version 3",
                    "Remove version 2: VRRPv2 has no IPv6.");
            return new Kind(Family.IPV6, 3);
        }
        return kind;
    }

    private static Optional<Family> familyOf(Statement statement) {
        return switch (statement.keyword().canonicalName()) {
            case "virtual_ipaddress", "unicast_peer" ->
                statement.value() instanceof Value.Entries(List<Node> entries)
                        ? firstFamily(entries)
                        : Optional.empty();
            case "mcast_src_ip", "mcast_dst_ip" ->
                statement.value() instanceof Value.Ip(IpAddress address)
                        ? Optional.of(address.family())
                        : Optional.empty();
            case "native_ipv6" -> Optional.of(Family.IPV6);
            default -> Optional.empty();
        };
    }

    private static Optional<Family> firstFamily(List<Node> entries) {
        for (Node entry : entries) {
            String text = entry.name();
            int slash = text.indexOf('/');
            Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
            if (address.isPresent()) {
                return Optional.of(address.get().family());
            }
        }
        return Optional.empty();
    }

    private static void reportConflict(Statement statement, int version, Problems problems) {
        problems.add(
                ProblemCode.VERSION_CONFLICT,
                statement.argumentPlace(),
                "the version is " + version + " already, by an earlier line or an IPv6 address; this line is ignored",
                "Give the version once, before the addresses.");
    }
}
