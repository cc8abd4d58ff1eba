package dev.vigil.linux;

import dev.vigil.core.routing.RoutingTrace;

/**
 * A route or rule that the kernel has.
 *
 * @param remove what removes this one and no other
 */
public record RoutingInfo(RoutingTrace trace, NetlinkRequest remove) {}
