package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A daemon around a reload, with a loop that answers at once; what is done is noted in its order. */
final class FakeEdge implements ReloadEdge {
    final List<String> done = Collections.synchronizedList(new ArrayList<>());
    volatile Config inForce;
    volatile Reading reading;
    volatile String refusal = "";
    volatile boolean full;

    /** The loop takes nothing until somebody calls {@link #loopTakes}. */
    volatile boolean loopSleeps;

    @Nullable
    volatile Proposal left;

    @Nullable
    volatile Error readingFailure;

    FakeEdge(Config inForce) {
        this.inForce = inForce;
        reading = Reading.usable(inForce, List.of(), List.of());
    }

    void readsNext(Config config) {
        reading = Reading.usable(config, List.of(), List.of());
    }

    @Override
    public Reading read() {
        Error failure = readingFailure;
        if (failure != null) {
            throw failure;
        }
        return reading;
    }

    @Override
    public boolean propose(Proposal proposal) {
        if (full) {
            return false;
        }
        if (loopSleeps) {
            left = proposal;
        } else {
            loopTakes(proposal);
        }
        return true;
    }

    /** What the loop does with a proposal. */
    void loopTakes(Proposal proposal) {
        if (!proposal.take()) {
            return;
        }
        ReloadPlan plan = proposal.plan(inForce);
        Optional<String> objection = proposal.objectionTo(plan);
        if (objection.isPresent()) {
            proposal.refuse(objection.get());
        } else if (!refusal.isEmpty()) {
            proposal.refuse(refusal);
        } else {
            if (!proposal.dryRun()) {
                done.add("the loop commits");
                inForce = plan.next();
            }
            proposal.answer(plan);
        }
    }

    @Override
    public void busy(boolean reloading) {
        done.add(reloading ? "busy" : "ready");
    }

    @Override
    public void adopted(Config config, Reading read) {
        done.add("told");
    }

    @Override
    public long nowEpochMs() {
        return 1_000;
    }
}
