package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A configuration that is put before the VRRP loop, which takes it and answers, once. Whoever proposes it may withdraw it
 * until it is taken; after that the answer has to be waited for, because the configuration may be in force.
 */
public final class Proposal {
    /** Who has the say. */
    private enum State {
        WAITING,
        /** The loop has it. */
        TAKEN,
        /** It was given up before the loop took it, and has no effect. */
        WITHDRAWN,
        /** The loop took it and changed nothing. */
        REFUSED
    }

    /** What the loop says. */
    public sealed interface Answer {
        /** The configuration is in force, or would be if this was no trial. */
        record Planned(ReloadPlan plan) implements Answer {}

        /** Nothing has changed. */
        record Refused(String reason) implements Answer {}
    }

    private final Config config;
    private final ReloadMode mode;
    private final ReloadPlan expected;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** @param inForce what is believed to be in force, so that the loop need not plan where that is true */
    public Proposal(Config inForce, Config config, ReloadMode mode) {
        this.config = config;
        this.mode = mode;
        expected = ReloadPlan.between(inForce, config);
    }

    public Config config() {
        return config;
    }

    /** Whether everything is prepared and planned, and then nothing is changed. */
    public boolean dryRun() {
        return mode.dryRun();
    }

    // For the loop

    /** To be called first; false if it was withdrawn, and then nothing may be done. */
    public boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** How the configuration that the loop has becomes this one, with the very instances that it has. */
    @SuppressWarnings("ReferenceEquality")
    public ReloadPlan plan(Config inForce) {
        return expected.inForce() == inForce ? expected : ReloadPlan.between(inForce, config);
    }

    /** Why a plan must not be carried out whatever the kernel says; empty if it may. */
    public Optional<String> objectionTo(ReloadPlan plan) {
        boolean empties =
                plan.next().instances().isEmpty() && !plan.inForce().instances().isEmpty();
        return empties && !mode.allowEmpty()
                ? Optional.of("it has no vrrp_instance, so every address would go;"
                        + " if that is wanted, ask by `vigil reload --allow-empty`")
                : Optional.empty();
    }

    /** The configuration is in force; of a dry run: it could be. */
    public void answer(ReloadPlan plan) {
        boolean _ = answer.complete(new Answer.Planned(plan));
    }

    /** Nothing has changed. */
    public void refuse(String reason) {
        state.set(State.REFUSED);
        boolean _ = answer.complete(new Answer.Refused(reason));
    }

    // For others

    /** Whether the loop puts it in force or has done so; on the loop's own thread this is exact. */
    public boolean isCommitted() {
        return state.get() == State.TAKEN && !mode.dryRun();
    }

    /** Gives it up; false if the loop has it already, and its answer counts. */
    boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.WITHDRAWN);
    }

    /** Waits for the answer: so long if the loop does not even take it, and to the end if it does. */
    Answer await(long takenWithinMs) throws InterruptedException {
        try {
            try {
                return answer.get(takenWithinMs, TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return withdraw()
                        ? new Answer.Refused("the VRRP loop did not take it within " + takenWithinMs
                                + " ms; it was withdrawn and will not be applied later")
                        : answer.get();
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nothing completes an answer with an exception", impossible);
        }
    }

    /** Ends the waiting of {@link #await} because it was withdrawn. */
    boolean withdraw(String why) {
        boolean withdrawn = withdraw();
        if (withdrawn) {
            boolean _ = answer.complete(new Answer.Refused(why));
        }
        return withdrawn;
    }
}
