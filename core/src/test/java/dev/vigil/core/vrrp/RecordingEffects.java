package dev.vigil.core.vrrp;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a virtual router does as lines of text, and its transitions as they are. */
final class RecordingEffects implements Effects {
    private final List<String> lines = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();

    /** What was done since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** Every transition so far. */
    List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    Transition lastTransition() {
        return transitions.getLast();
    }

    @Override
    public void sendAdvertisement(int priority) {
        lines.add("advertise " + priority);
    }

    @Override
    public void addAddresses() {
        lines.add("add addresses");
    }

    @Override
    public void removeAddresses() {
        lines.add("remove addresses");
    }

    @Override
    public void announceAddresses(int rounds) {
        lines.add("announce " + rounds);
    }

    @Override
    public void reportTransition(Transition transition) {
        transitions.add(transition);
        String kind = switch (transition.kind()) {
            case ENTERED -> "";
            case STOPPED -> " stopped";
            case DELETED -> " deleted";
        };
        lines.add(transition.from() + " to " + transition.to() + kind);
    }

    @Override
    public void reportPriority(int from, int to, State state, Cause why) {
        lines.add("priority " + from + " to " + to + " in " + state + ", " + why.text());
    }

    @Override
    public void reportSteering(SteeringStage from, SteeringStage to, Cause why) {
        lines.add("steering " + from + " to " + to + ", " + why.text());
    }

    @Override
    public void reportLowerPriority(IpAddress other, int theirPriority, int ourPriority) {
        lines.add("lower " + other + " " + theirPriority + " than " + ourPriority);
    }
}
