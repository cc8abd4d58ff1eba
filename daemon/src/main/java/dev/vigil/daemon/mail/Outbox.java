package dev.vigil.daemon.mail;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The alerts that wait for the mail server, oldest first. One that the server does not take now holds up those behind it,
 * since they go the same way; it is tried again later and later, and given up when it is a day old.
 */
final class Outbox {
    /** As many as a day of trouble may bring; more is a flood that nobody reads. */
    static final int LETTERS_MAX = 256;

    static final long FIRST_PAUSE_NS = 1_000_000_000L;
    static final long LONGEST_PAUSE_NS = 300_000_000_000L;
    static final long KEPT_NS = 86_400_000_000_000L;

    private record Waiting(Letter letter, long sinceNs) {}

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long pauseNs = FIRST_PAUSE_NS;
    private long nextNs = Long.MIN_VALUE;

    /** What becomes of an alert that could not be sent. */
    sealed interface Fate {
        /** It is tried again after so long. */
        record Later(long afterNs) implements Fate {}

        /** It is not sent any more. */
        record GivenUp() implements Fate {}
    }

    /** Queues an alert, unless too many wait. */
    boolean add(Letter letter, long nowNs) {
        if (waiting.size() >= LETTERS_MAX) {
            return false;
        }
        waiting.add(new Waiting(letter, nowNs));
        return true;
    }

    int size() {
        return waiting.size();
    }

    /** The alert whose turn it is. */
    Optional<Letter> due(long nowNs) {
        return waiting.isEmpty() || nowNs < nextNs
                ? Optional.empty()
                : Optional.of(waiting.getFirst().letter());
    }

    /** How long nothing is due, 0 if something is; {@link Long#MAX_VALUE} with nothing to send. */
    long restNs(long nowNs) {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return nextNs == Long.MIN_VALUE ? 0 : Math.max(0, nextNs - nowNs);
    }

    /** The server took the alert that was due. */
    void sent() {
        waiting.removeFirst();
        pauseNs = FIRST_PAUSE_NS;
        nextNs = Long.MIN_VALUE;
    }

    /**
     * The alert that was due was not taken.
     *
     * @param forGood the server will never take it
     */
    Fate failed(boolean forGood, long nowNs) {
        if (forGood || nowNs - waiting.getFirst().sinceNs() >= KEPT_NS) {
            sent();
            return new Fate.GivenUp();
        }
        long pause = pauseNs;
        nextNs = nowNs + pause;
        pauseNs = Math.min(2 * pause, LONGEST_PAUSE_NS);
        return new Fate.Later(pause);
    }

    /** A new configuration may name another server: what waits is tried at once. */
    void tryNow() {
        pauseNs = FIRST_PAUSE_NS;
        nextNs = Long.MIN_VALUE;
    }
}
