package dev.vigil.core.group;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.State;
import java.util.List;

/**
 * A sync group changed its state: all of its members are in the new one, or are about to be at the start.
 *
 * @param stopped whether it ends with the daemon
 * @param atNs on the monotonic clock
 * @param why the chain of causes, the nearest first
 */
public record GroupTransition(String group, State from, State to, boolean stopped, long atNs, List<Cause> why) {
    public GroupTransition {
        why = List.copyOf(why);
    }
}
