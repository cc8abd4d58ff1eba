/**
 * What would happen: the configurations of a cluster's nodes, run in a simulation with faults that a person asks for.
 * {@code vigil simulate} prints what comes out.
 */
@NullMarked
package dev.vigil.simulator.whatif;

import org.jspecify.annotations.NullMarked;
