package dev.vigil.recording;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Effects;
import dev.vigil.core.vrrp.Invariants;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A virtual router of a replay: what it did at its last input, in words, and which transitions that were. */
final class Replayed implements Effects {
    /** A transition as far as a recording tells it. */
    record Told(State from, State to, int priority, List<String> why) {
        Told {
            why = List.copyOf(why);
        }

        static Told of(Transition transition) {
            return new Told(
                    transition.from(),
                    transition.to(),
                    transition.priority(),
                    transition.why().stream().map(Cause::text).toList());
        }

        String text() {
            return "from " + from + " to " + to + " with priority " + priority + ": " + String.join(", because ", why);
        }
    }

    private final VirtualRouter router;
    private final Deque<Told> transitions = new ArrayDeque<>();
    private List<String> did = new ArrayList<>();

    Replayed(VirtualRouter router) {
        this.router = router;
    }

    State state() {
        return router.state();
    }

    /** What it did at its last input, in order. */
    List<String> did() {
        return List.copyOf(did);
    }

    /** The transitions that the recording was not yet asked for. */
    Deque<Told> transitions() {
        return transitions;
    }

    /** Hands an input over. A defect that the input brings out is part of what it did. */
    void take(RouterInput input, long nowNs) {
        did = new ArrayList<>();
        try {
            input.apply(router, nowNs, this);
        } catch (RuntimeException defect) {
            did.add("throw " + defect);
        }
        String violated = Invariants.violated(router, nowNs);
        if (violated != null) {
            did.add("break the invariant that " + violated);
        }
    }

    @Override
    public void sendAdvertisement(int priority) {
        did.add("advertise priority " + priority);
    }

    @Override
    public void addAddresses() {
        did.add("add addresses");
    }

    @Override
    public void removeAddresses() {
        did.add("remove addresses");
    }

    @Override
    public void announceAddresses(int rounds) {
        did.add("announce addresses " + rounds + " times");
    }

    @Override
    public void reportTransition(Transition transition) {
        Told told = Told.of(transition);
        transitions.add(told);
        did.add(told.from + " to " + told.to + ": " + String.join(", because ", told.why));
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {
        did.add("priority " + from + " to " + to + ": " + why.text());
    }

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
        did.add("notice " + other + " with lower priority " + theirPriority);
    }
}
