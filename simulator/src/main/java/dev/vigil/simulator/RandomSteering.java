package dev.vigil.simulator;

import dev.vigil.core.vrrp.SteeringOrder;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Operators by chance: in every third cluster they drain, promote and resume. What is drawn here is drawn apart from
 * everything else.
 */
final class RandomSteering {
    private static final long SALT = 0x4f50_0000_0000_0001L;
    private static final int CLUSTERS = 3;

    private final RandomGenerator chance;
    private final boolean drawn;

    RandomSteering(long seed) {
        chance = new SplittableRandom(seed ^ SALT);
        drawn = seed > RandomGroups.PLAIN_SEEDS && seed % CLUSTERS == 0;
    }

    RandomGenerator chance() {
        return chance;
    }

    boolean isDrawn() {
        return drawn;
    }

    Action trouble(int node, int members) {
        SteeringOrder order = switch (chance.nextInt(5)) {
            case 0, 1 -> SteeringOrder.DRAIN;
            case 2, 3 -> SteeringOrder.PROMOTE;
            default -> SteeringOrder.RESUME;
        };
        return new Action.Steer(node, chance.nextInt(members), order);
    }
}
