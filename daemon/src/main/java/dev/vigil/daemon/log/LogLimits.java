package dev.vigil.daemon.log;

import java.util.ArrayList;
import java.util.List;

/** What bounds the log in time, by the flow of each event. */
final class LogLimits {
    private final RepeatFilter repeats = new RepeatFilter();
    private final ChangeFilter changes = new ChangeFilter();

    /** Whether this event is written. */
    boolean admits(Event event, String text, long nowNs) {
        return switch (event.kind().flow()) {
            case EVERY -> true;
            case CHANGES -> changes.admits(event, nowNs);
            case LIMITED -> repeats.admits(event, text, nowNs);
        };
    }

    /** The lines that stand for what was held back in windows that are over. */
    List<Event> expire(long nowNs) {
        List<Event> told = new ArrayList<>(changes.expire(nowNs));
        told.addAll(repeats.expire(nowNs));
        return told;
    }

    /** The lines that stand for everything that was held back, at the end of the log. */
    List<Event> expireAll(long nowNs) {
        List<Event> told = new ArrayList<>(changes.expireAll(nowNs));
        told.addAll(repeats.expireAll(nowNs));
        return told;
    }

    /** When {@link #expire} next has something to do; {@code Long.MAX_VALUE} if nothing is watched. */
    long nextExpiryNs() {
        return Math.min(changes.nextExpiryNs(), repeats.nextExpiryNs());
    }
}
