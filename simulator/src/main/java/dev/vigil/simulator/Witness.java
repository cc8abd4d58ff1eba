package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.recording.RouterInput;

/** Is told what happens in a simulation. Times count from its beginning. */
public interface Witness {
    /** Takes no interest. */
    Witness NONE = new Witness() {};

    /** Whether {@link #input} is to be called; it costs something for every packet and timer. */
    default boolean wantsInputs() {
        return false;
    }

    default void action(long nowNs, Action action) {}

    /**
     * An input of a virtual router, before it is handed over.
     *
     * @param nowNs on the clock of the node, which may have jumped ahead
     */
    default void input(long nowNs, int node, String router, RouterInput input) {}

    default void transition(long nowNs, int node, Transition transition) {}

    default void priority(long nowNs, int node, String router, int from, int to, State state, Cause why) {}

    /** An address came to a node's interface, or left it. */
    default void presence(long nowNs, int node, String router, IpAddress address, boolean present) {}
}
