package dev.vigil.daemon.vrrp;

import dev.vigil.core.track.Condition;
import dev.vigil.daemon.reload.Proposal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What other threads hand to the VRRP loop. */
public sealed interface LoopInput {
    /** What waits for its turn in a queue of bounded length. */
    sealed interface Queued extends LoopInput {}

    /** A script was run and its verdict is known. Of one script the last verdict counts alone, so it needs no queue. */
    record ScriptSeen(String script, Condition condition, String detail) implements LoopInput {}

    /** A new configuration, already checked, which the loop puts in force as a whole or not at all. */
    record Reconfigure(Proposal proposal) implements Queued {}

    /** A question about the state, answered by the loop itself so that the answer is of one moment. */
    record Query<T>(Function<LoopView, T> question, CompletableFuture<T> answer) implements Queued {}

    /**
     * The loop ends; it waits behind nothing.
     *
     * @param inPlace false if every MASTER resigns and removes its addresses; true if it goes without a word and they stay
     */
    record Stop(boolean inPlace) implements LoopInput {}
}
