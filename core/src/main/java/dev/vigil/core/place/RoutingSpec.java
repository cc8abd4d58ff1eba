package dev.vigil.core.place;

import dev.vigil.core.routing.RoutingEntry;

/**
 * A route or rule that a master has, as a configuration asks for it.
 *
 * @param tracked whether its loss matters
 */
public record RoutingSpec(RoutingEntry entry, boolean tracked) {}
