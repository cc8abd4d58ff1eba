package dev.vigil.core.routing;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;

/**
 * By what the kernel's news of a route or a rule is brought to those whom it may concern. Several entries may have the same.
 *
 * @param kind whether it is a route or a rule
 * @param destination of a route; any for a rule
 * @param number the table of a route, the preference of a rule
 */
public record RoutingKey(Kind kind, Family family, IpAddress destination, int prefixLength, int number) {
    public enum Kind {
        ROUTE,
        RULE
    }

    public static RoutingKey route(Subnet destination, int table) {
        return new RoutingKey(Kind.ROUTE, destination.family(), destination.address(), destination.length(), table);
    }

    public static RoutingKey rule(Family family, int preference) {
        return new RoutingKey(Kind.RULE, family, Subnet.all(family).address(), 0, preference);
    }
}
