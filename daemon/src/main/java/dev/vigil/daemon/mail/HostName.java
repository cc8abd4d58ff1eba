package dev.vigil.daemon.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The full name of this machine. The resolver is asked once, on a thread of its own, since one that is gone takes many seconds
 * to say so; it is waited for a moment, and until it answers the name is the one that the kernel has.
 */
final class HostName {
    private static final long PATIENCE_MS = 500;

    private final Supplier<String> known;
    private final Supplier<String> lookup;
    private final long patienceMs;
    private @Nullable CompletableFuture<String> answer;

    /** @param known what this machine is called without a resolver */
    HostName(Supplier<String> known) {
        this(known, HostName::resolved, PATIENCE_MS);
    }

    HostName(Supplier<String> known, Supplier<String> lookup, long patienceMs) {
        this.known = known;
        this.lookup = lookup;
        this.patienceMs = patienceMs;
    }

    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException nameless) {
            throw new IllegalStateException(nameless);
        }
    }

    /** One thread at a time may ask. */
    String get() {
        CompletableFuture<String> asked = answer;
        if (asked == null) {
            asked = ask();
            answer = asked;
            await(asked);
        }
        return asked.isDone() && !asked.isCompletedExceptionally() ? asked.join() : known.get();
    }

    private CompletableFuture<String> ask() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        Thread _ = Thread.ofPlatform().name("vigil-host-name").daemon(true).start(() -> {
            try {
                boolean _ = asked.complete(lookup.get());
            } catch (RuntimeException nameless) {
                boolean _ = asked.completeExceptionally(nameless);
            }
        });
        return asked;
    }

    private void await(CompletableFuture<String> asked) {
        try {
            String _ = asked.get(patienceMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException nameless) {
            return;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
