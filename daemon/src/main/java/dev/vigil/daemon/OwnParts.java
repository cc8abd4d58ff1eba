package dev.vigil.daemon;

import dev.vigil.config.model.OwnSettings;
import dev.vigil.daemon.reload.Participant;
import dev.vigil.daemon.reload.ReloadPlan;
import java.util.function.Consumer;

/** Lets a part of the daemon follow those of Vigil's own settings that a reload can change; programs have theirs by themselves. */
final class OwnParts implements Participant {
    private final Consumer<OwnSettings> follower;

    OwnParts(Consumer<OwnSettings> follower) {
        this.follower = follower;
    }

    @Override
    public void adopt(ReloadPlan plan) {
        OwnSettings next = plan.next().own();
        if (!next.equals(plan.inForce().own())) {
            follower.accept(next);
        }
    }
}
