package dev.vigil.daemon.process;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that other threads or processes bring about, with a deadline. */
final class Eventually {
    private static final long DEADLINE_MS = 10_000;
    private static final long POLL_MS = 5;

    private Eventually() {}

    /** Waits until the condition holds; {@code what} and {@code state} are for the failure. */
    static void holds(String what, BooleanSupplier condition, Supplier<?> state) {
        long deadlineNs = System.nanoTime() + DEADLINE_MS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("not within " + DEADLINE_MS + " ms: " + what + "; it is " + state.get());
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
