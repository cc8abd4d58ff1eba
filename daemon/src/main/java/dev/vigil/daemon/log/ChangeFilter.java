package dev.vigil.daemon.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which changes of state are written. A neighbour's packets can make an instance change many times a second. Per
 * instance a window begins with the first change; the first {@link #CHANGES_PER_WINDOW} within it are written with their
 * details, and what follows becomes one line at the end of the window, with the count and the last of them. A window ends by
 * time alone: no state, cause or packet opens a new one.
 *
 * <p>Instances are names of the configuration, so they bound what is watched, and none of many takes another's lines.
 */
final class ChangeFilter {
    static final long WINDOW_NS = 60_000_000_000L;
    static final int CHANGES_PER_WINDOW = 20;

    private final Map<String, Window> windows = new HashMap<>();

    private static final class Window {
        final long endNs;
        int written;
        long heldBack;

        VrrpEvent.@Nullable StateEntered last;

        Window(long endNs) {
            this.endNs = endNs;
        }
    }

    /** Whether this change, or this detail of one, is written. */
    boolean admits(Event event, long nowNs) {
        Window window = windows.computeIfAbsent(event.subject(), absent -> new Window(nowNs + WINDOW_NS));
        if (!(event instanceof VrrpEvent.StateEntered change)) {
            return window.heldBack == 0;
        }
        if (window.written < CHANGES_PER_WINDOW) {
            window.written++;
            return true;
        }
        window.heldBack++;
        window.last = change;
        return false;
    }

    /** Closes the windows whose time is over; what they held back is told. */
    List<Event> expire(long nowNs) {
        List<Event> told = new ArrayList<>();
        windows.values().removeIf(window -> {
            boolean over = window.endNs <= nowNs;
            if (over) {
                summary(window, WINDOW_NS).ifPresent(told::add);
            }
            return over;
        });
        return told;
    }

    /** Closes all windows, at the end of the log. */
    List<Event> expireAll(long nowNs) {
        List<Event> told = new ArrayList<>();
        windows.values()
                .forEach(window -> summary(window, Math.max(0, WINDOW_NS - (window.endNs - nowNs)))
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

    private static Optional<Event> summary(Window window, long withinNs) {
        VrrpEvent.StateEntered last = window.last;
        return last == null
                ? Optional.empty()
                : Optional.of(new VrrpEvent.ChangesHeldBack(window.heldBack, withinNs, last));
    }
}
