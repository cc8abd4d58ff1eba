package dev.vigil.daemon.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which events of limited kinds are written. Per kind and subject a window begins with the first event; within it
 * at most {@link #LINES_PER_WINDOW} different texts are written and a text that equals the one before is not. What was held
 * back becomes one line with a count when the window ends. Nothing that a packet says is part of the key, and a window
 * ends by time alone, so that whoever sends changing texts (from forged addresses, say) gains no further line.
 */
final class RepeatFilter {
    static final long WINDOW_NS = 60_000_000_000L;
    static final int LINES_PER_WINDOW = 5;
    /** How many keys are watched at a time; further subjects share one key per kind. */
    static final int KEYS_MAX = 512;

    private static final String ANY_SUBJECT = "(others)";

    private final Map<Key, Window> windows = new HashMap<>();

    private record Key(EventKind kind, String subject) {}

    private static final class Window {
        final long endNs;
        int written;
        long heldBack;
        String lastWritten = "";
        String lastHeldBack = "";

        Window(long endNs) {
            this.endNs = endNs;
        }
    }

    /** Whether this event is written. */
    boolean admits(Event event, String text, long nowNs) {
        Window window = windowOf(event, nowNs);
        if (window.written < LINES_PER_WINDOW && !text.equals(window.lastWritten)) {
            window.written++;
            window.lastWritten = text;
            return true;
        }
        window.heldBack++;
        window.lastHeldBack = text;
        return false;
    }

    private Window windowOf(Event event, long nowNs) {
        Key key = new Key(event.kind(), event.subject());
        if (windows.size() >= KEYS_MAX && !windows.containsKey(key)) {
            key = new Key(event.kind(), ANY_SUBJECT);
        }
        return windows.computeIfAbsent(key, absent -> new Window(nowNs + WINDOW_NS));
    }

    /** Closes the windows whose time is over; what they held back is told. */
    List<Event> expire(long nowNs) {
        List<Event> told = new ArrayList<>();
        windows.entrySet().removeIf(entry -> {
            boolean over = entry.getValue().endNs <= nowNs;
            if (over) {
                summary(entry.getKey(), entry.getValue(), WINDOW_NS).ifPresent(told::add);
            }
            return over;
        });
        return told;
    }

    /** Closes all windows, at the end of the log. */
    List<Event> expireAll(long nowNs) {
        List<Event> told = new ArrayList<>();
        windows.forEach((key, window) -> summary(key, window, Math.max(0, WINDOW_NS - (window.endNs - nowNs)))
                .ifPresent(told::add));
        windows.clear();
        return told;
    }

    /** When the next window ends; {@code Long.MAX_VALUE} if none is open. */
    long nextExpiryNs() {
        long next = Long.MAX_VALUE;
        for (Window window : windows.values()) {
            next = Math.min(next, window.endNs);
        }
        return next;
    }

    private static Optional<Event> summary(Key key, Window window, long withinNs) {
        return window.heldBack == 0
                ? Optional.empty()
                : Optional.of(new DaemonEvent.EventsHeldBack(
                        key.kind(), key.subject(), window.heldBack, withinNs, window.lastHeldBack));
    }
}
