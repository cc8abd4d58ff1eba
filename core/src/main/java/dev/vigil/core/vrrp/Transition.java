package dev.vigil.core.vrrp;

import java.util.List;
import java.util.OptionalLong;

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

    /**
     * How long at most nobody had the addresses until this node took over, as far as it knows; empty if another node had them,
     * or if it is no take-over.
     */
    public OptionalLong unheldNs() {
        if (to != State.MASTER) {
            return OptionalLong.empty();
        }
        for (Cause cause : why) {
            switch (cause) {
                case Cause.MasterSilent silent -> {
                    return OptionalLong.of(silent.silentNs());
                }
                case Cause.MasterResigned resigned -> {
                    return OptionalLong.of(resigned.agoNs());
                }
                case Cause.NoMasterHeard none -> {
                    return OptionalLong.of(none.waitedNs());
                }
                default -> {}
            }
        }
        return OptionalLong.empty();
    }

    public Transition {
        why = List.copyOf(why);
        if (why.isEmpty()) {
            throw new IllegalArgumentException("a transition has a cause");
        }
    }
}
