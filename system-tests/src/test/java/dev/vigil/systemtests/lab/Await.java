package dev.vigil.systemtests.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls with a deadline. */
public final class Await {
    private static final long POLL_MS = 40;

    private Await() {}

    /** Waits until {@code condition} holds; {@code what} names it should it never hold. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        value(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits until {@code source} has a value. */
    public static <T> T value(String what, Duration limit, Supplier<Optional<T>> source) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
            }
            pause();
        }
    }

    /** Requires {@code condition} to hold at every look during {@code period}. */
    public static void holds(String what, Duration period, BooleanSupplier condition) {
        long endNs = System.nanoTime() + period.toNanos();
        while (System.nanoTime() - endNs < 0) {
            if (!condition.getAsBoolean()) {
                throw new AssertionError("did not last " + period.toMillis() + " ms: " + what);
            }
            pause();
        }
    }

    /** Waits until {@code condition} has held at every look during {@code period}. */
    public static void settled(String what, Duration limit, Duration period, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        long sinceNs = System.nanoTime();
        while (System.nanoTime() - sinceNs < period.toNanos()) {
            if (!condition.getAsBoolean()) {
                sinceNs = System.nanoTime();
            }
            if (sinceNs - deadlineNs > 0) {
                throw new AssertionError("not settled within " + limit.toMillis() + " ms: " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
