package dev.vigil.daemon.reload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a daemon that notes what is asked of it. */
final class Witness implements Participant {
    private final String name;
    private final List<String> done;

    @Nullable
    RuntimeException failure;

    @Nullable
    RuntimeException adoptionFailure;

    Witness(String name, List<String> done) {
        this.name = name;
        this.done = done;
    }

    @Override
    public void prepare(Proposal proposal) {
        done.add(name + " prepares");
        fail(failure);
    }

    @Override
    public void adopt(ReloadPlan plan) {
        done.add(name + " adopts");
        fail(adoptionFailure);
    }

    @Override
    public void abort() {
        done.add(name + " aborts");
    }

    private static void fail(@Nullable RuntimeException wanted) {
        if (wanted != null) {
            throw wanted;
        }
    }
}
