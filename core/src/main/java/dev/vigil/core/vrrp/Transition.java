package dev.vigil.core.vrrp;

import java.util.List;

/**
 * A change of state.
 *
 * @param kind what it is a change to; a stop is no state of its own but is told like one
 * @param priority the effective priority at that moment
 * @param atNs on the monotonic clock
 * @param why the chain of causes, the nearest first; never empty
 */
public record Transition(String router, State from, State to, Kind kind, int priority, long atNs, List<Cause> why) {
    /** How a transition is told. */
    public enum Kind {
        ENTERED,
        STOPPED,
        DELETED
    }

    public Transition {
        why = List.copyOf(why);
        if (why.isEmpty()) {
            throw new IllegalArgumentException("a transition has a cause");
        }
    }
}
