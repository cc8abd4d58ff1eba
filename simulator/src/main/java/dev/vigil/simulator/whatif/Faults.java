package dev.vigil.simulator.whatif;

import dev.vigil.simulator.Action;
import dev.vigil.simulator.KernelMood;
import dev.vigil.simulator.NodePlan;
import dev.vigil.simulator.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns sentences about faults into what happens to the nodes. */
public final class Faults {
    private static final long REBOOT_NS = 30_000_000_000L;
    private static final int ALL_PER_MILLE = 1000;

    private final List<NodePlan> nodes;
    private final List<Step> steps = new ArrayList<>();

    public Faults(List<NodePlan> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Adds what a sentence of one of the {@linkplain FaultForm forms} says. */
    public void add(String text) throws BadFault {
        FaultSentence said = FaultSentence.read(text, nodes);
        switch (said.form()) {
            case DIES -> at(said.timeNs(1), new Action.Crash(node(said, 0)));
            case RETURNS -> at(said.timeNs(1), new Action.Boot(node(said, 0)));
            case REBOOTS -> {
                at(said.timeNs(1), new Action.Crash(node(said, 0)));
                at(said.timeNs(1) + said.optionalNs(2).orElse(REBOOT_NS), new Action.Boot(node(said, 0)));
            }
            case STOPS -> at(said.timeNs(1), new Action.Stop(node(said, 0)));
            case KILLED -> at(said.timeNs(1), new Action.Kill(node(said, 0)));
            case PAUSES -> {
                at(said.timeNs(1), new Action.Pause(node(said, 0)));
                at(said.timeNs(1) + said.timeNs(2), new Action.Resume(node(said, 0)));
            }
            case LINK -> {
                int node = node(said, 0);
                during(said, new Action.Link(node, said.name(1), false), new Action.Link(node, said.name(1), true));
            }
            case SCRIPT -> {
                int node = node(said, 1);
                during(said, new Action.Script(node, said.name(0), false), new Action.Script(node, said.name(0), true));
            }
            case LOST -> lose(said, ALL_PER_MILLE, 2);
            case LOST_PARTLY -> lose(said, said.perMille(2), 3);
            case CLOCK -> at(said.timeNs(2), new Action.ClockStep(node(said, 0), said.timeNs(1)));
            case ADDRESSES -> {
                int node = node(said, 0);
                Action refusing = new Action.Mood(node, KernelMood.REFUSING);
                at(said.timeNs(1), refusing);
                end(said.timeNs(1), said.optionalNs(2), new Action.Mood(node, KernelMood.GOOD));
            }
        }
    }

    private void lose(FaultSentence said, int perMille, int fromPlace) throws BadFault {
        int from = node(said, 0);
        int to = node(said, 1);
        if (said.timeNs(fromPlace + 1) <= said.timeNs(fromPlace)) {
            throw new BadFault(said.text(), "the end comes before the beginning");
        }
        at(said.timeNs(fromPlace), new Action.Loss(from, to, perMille));
        at(said.timeNs(fromPlace + 1), new Action.Loss(from, to, 0));
    }

    /** For sentences with two names, a time and perhaps a duration. */
    private void during(FaultSentence said, Action begin, Action end) {
        at(said.timeNs(2), begin);
        end(said.timeNs(2), said.optionalNs(3), end);
    }

    private void end(long beganNs, Optional<Long> durationNs, Action action) {
        durationNs.ifPresent(ns -> at(beganNs + ns, action));
    }

    private void at(long atNs, Action action) {
        steps.add(new Step(atNs, action));
    }

    private int node(FaultSentence said, int place) {
        for (int index = 0; index < nodes.size(); index++) {
            if (nodes.get(index).name().equals(said.name(place))) {
                return index;
            }
        }
        throw new IllegalStateException("the names were checked: " + said.name(place));
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }
}
