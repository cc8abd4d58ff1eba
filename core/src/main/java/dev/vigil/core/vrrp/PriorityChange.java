package dev.vigil.core.vrrp;

import java.util.ArrayList;
import java.util.List;

/**
 * The last change of our effective priority, with its causes: it may explain why another node is stronger or weaker.
 *
 * @param why the chain that led to the change, the nearest first
 */
public record PriorityChange(int from, int to, List<Cause> why) {
    boolean isRise() {
        return to > from;
    }

    /** The chain of causes for what this change led to. */
    List<Cause> explain(Cause consequence) {
        List<Cause> chain = new ArrayList<>();
        chain.add(consequence);
        chain.add(new Cause.PriorityChanged(from, to));
        chain.addAll(why);
        return List.copyOf(chain);
    }
}
