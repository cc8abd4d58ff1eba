package dev.vigil.daemon.vrrp;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The VRRP loop as other threads speak to it. */
public interface LoopPort {
    /** Hands an input to the loop; false if it is so far behind that its queue is full. */
    boolean submit(LoopInput.Queued input);

    /** Asks the loop a question. */
    <T> CompletableFuture<T> ask(Function<LoopView, T> question);
}
