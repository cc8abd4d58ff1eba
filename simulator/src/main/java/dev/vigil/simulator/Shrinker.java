package dev.vigil.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which steps of a scenario it takes to break a rule, by leaving out more and more of the others (delta
 * debugging). What remains breaks the same rule; leaving out any single step of it does not, unless the tries ran out.
 */
public final class Shrinker {
    private static final int TRIES_MAX = 2_000;

    private final Rule rule;
    private Scenario smallest;
    private int tries;

    private Shrinker(Scenario scenario, Rule rule) {
        smallest = scenario;
        this.rule = rule;
    }

    /** The smallest scenario found; the given one if it breaks nothing. */
    public static Scenario shrink(Scenario scenario) {
        Optional<BrokenRule> broken = breaks(scenario);
        if (broken.isEmpty()) {
            return scenario;
        }
        Shrinker shrinker = new Shrinker(scenario, broken.get().rule());
        shrinker.reduce();
        return shrinker.ended();
    }

    /** The rule that a scenario breaks. */
    public static Optional<BrokenRule> breaks(Scenario scenario) {
        try {
            Simulation.Outcome _ = new Simulation(scenario, Witness.NONE).run();
            return Optional.empty();
        } catch (BrokenRule broken) {
            return Optional.of(broken);
        }
    }

    private void reduce() {
        int chunk = Math.max(1, smallest.steps().size() / 2);
        while (true) {
            boolean removed = false;
            int from = 0;
            while (from < smallest.steps().size() && tries < TRIES_MAX) {
                if (stillBreaksWithout(from, chunk)) {
                    removed = true;
                } else {
                    from += chunk;
                }
            }
            if (tries >= TRIES_MAX || (chunk == 1 && !removed)) {
                return;
            }
            chunk = Math.max(1, chunk / 2);
        }
    }

    private boolean stillBreaksWithout(int from, int chunk) {
        tries++;
        List<Step> fewer = new ArrayList<>(smallest.steps());
        fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
        Scenario candidate = smallest.with(fewer);
        boolean breaks = breaks(candidate).filter(other -> other.rule() == rule).isPresent();
        if (breaks) {
            smallest = candidate;
        }
        return breaks;
    }

    /** The scenario up to the moment at which it breaks the rule. */
    private Scenario ended() {
        long atNs = breaks(smallest).map(BrokenRule::atNs).orElse(smallest.durationNs());
        return new Scenario(smallest.seed(), smallest.nodes(), smallest.steps(), atNs, smallest.sound());
    }
}
