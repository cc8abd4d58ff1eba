package dev.vigil.simulator.whatif;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.List;

/** A line of a timeline. Times count from the beginning. */
public sealed interface Happening {
    long atNs();

    /** Something happens from outside. */
    record Fault(long atNs, String text) implements Happening {}

    /** An instance changed its state. */
    record Changed(long atNs, String node, Transition transition) implements Happening {}

    /** The priority of an instance changed, and its state did not. */
    record Weighed(long atNs, String node, String router, int from, int to, State state, Cause why)
            implements Happening {}

    /**
     * Addresses are somewhere else from now on.
     *
     * @param before where they were; empty at the beginning and where nobody had them
     */
    record Moved(long atNs, List<IpAddress> addresses, Holding.Span before, Holding.Span now) implements Happening {
        public Moved {
            addresses = List.copyOf(addresses);
        }
    }
}
