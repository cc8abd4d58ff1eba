package dev.vigil.simulator;

import java.util.Comparator;
import java.util.List;

/**
 * A cluster and what happens to it. Together with the code it decides everything of a run.
 *
 * @param seed of what the network does by chance
 * @param steps in the order of their times
 * @param sound whether the configurations fit each other, so that every group must have one master once it has settled
 */
public record Scenario(long seed, List<NodePlan> nodes, List<Step> steps, long durationNs, boolean sound) {
    public Scenario {
        nodes = List.copyOf(nodes);
        steps = steps.stream().sorted(Comparator.comparingLong(Step::atNs)).toList();
    }

    /** The same cluster with other things happening to it. */
    public Scenario with(List<Step> otherSteps) {
        return new Scenario(seed, nodes, otherSteps, durationNs, sound);
    }
}
