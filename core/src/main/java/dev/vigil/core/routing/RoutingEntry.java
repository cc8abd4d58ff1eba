package dev.vigil.core.routing;

import java.util.List;

/**
 * A route or a policy rule as the kernel is asked for it. Two that are equal are the same to the kernel.
 *
 * <p>Numbers are the kernel's: those of tables, protocols, scopes, realms and types.
 */
public sealed interface RoutingEntry permits RouteEntry, RuleEntry {
    /** The mark that VRRP daemons put on routes and rules (rt_protos). */
    int PROTOCOL_KEEPALIVED = 18;

    /** The mark of who put it there. */
    int protocol();

    /** The interfaces that it names. */
    List<String> interfaces();

    /** Whether the kernel refuses it while one of its interfaces does not exist. */
    boolean needsInterfaces();

    RoutingKey key();
}
