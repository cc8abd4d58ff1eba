/**
 * Clusters of real virtual routers on a virtual network and clock. A {@link dev.vigil.simulator.Scenario} says what there
 * is and what happens to it, a {@link dev.vigil.simulator.Simulation} lets it happen and holds every {@link
 * dev.vigil.simulator.Rule} against it, and a {@link dev.vigil.simulator.Witness} is told of it.
 */
@NullMarked
package dev.vigil.simulator;

import org.jspecify.annotations.NullMarked;
