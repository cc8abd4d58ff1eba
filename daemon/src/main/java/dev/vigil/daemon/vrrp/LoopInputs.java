package dev.vigil.daemon.vrrp;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where other threads leave their inputs, and the loop takes them. Nobody waits for anybody. */
final class LoopInputs {
    static final int QUEUED_MAX = 4096;

    private final ArrayBlockingQueue<LoopInput.Queued> queue = new ArrayBlockingQueue<>(QUEUED_MAX);
    private final Runnable wake;
    private volatile LoopInput.@Nullable Stop stop;
    private volatile boolean closed;

    /** @param wake makes the loop take what is there */
    LoopInputs(Runnable wake) {
        this.wake = wake;
    }

    /** False if the queue is full; otherwise the input is answered, if only by the end of the loop. */
    boolean submit(LoopInput.Queued input) {
        boolean accepted = queue.offer(input);
        wake.run();
        if (closed) {
            refuseAll();
        }
        return accepted;
    }

    void stop(LoopInput.Stop asked) {
        stop = asked;
        wake.run();
    }

    /** The last wish that the loop end; null if there is none. */
    LoopInput.@Nullable Stop stopAsked() {
        return stop;
    }

    /**
     * Takes what waits, unless the loop is asked to end. What comes while it is taken wakes the loop again.
     */
    void takeEach(Consumer<LoopInput.Queued> handler) {
        for (int taken = 0; taken < QUEUED_MAX && stop == null; taken++) {
            LoopInput.Queued input = queue.poll();
            if (input == null) {
                return;
            }
            handler.accept(input);
        }
    }

    /** Nobody takes anything any more: what waits and what still comes is answered with that. */
    void close() {
        closed = true;
        refuseAll();
    }

    private void refuseAll() {
        for (LoopInput.Queued input = queue.poll(); input != null; input = queue.poll()) {
            switch (input) {
                case LoopInput.Query<?> query -> {
                    boolean _ =
                            query.answer().completeExceptionally(new IllegalStateException("the VRRP loop has ended"));
                }
                case LoopInput.Steer steer -> {
                    boolean _ =
                            steer.begun().completeExceptionally(new IllegalStateException("the VRRP loop has ended"));
                }
                case LoopInput.LinksPolled _ -> {}
                case LoopInput.Reconfigure reconfigure -> {
                    if (reconfigure.proposal().take()) {
                        reconfigure.proposal().refuse("the VRRP loop has ended");
                    }
                }
            }
        }
    }
}
