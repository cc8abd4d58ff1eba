package dev.vigil.simulator;

import dev.vigil.core.vrrp.Transition;
import dev.vigil.recording.RecordingWriter;
import dev.vigil.recording.RouterInput;

/** Writes what happens in a simulation as a recording. */
public final class RecordingWitness implements Witness {
    private final Scenario scenario;
    private final RecordingWriter writer;

    public RecordingWitness(Scenario scenario, RecordingWriter writer) {
        this.scenario = scenario;
        this.writer = writer;
    }

    @Override
    public boolean wantsInputs() {
        return true;
    }

    @Override
    public void action(long nowNs, Action action) {
        writer.note(nowNs, action.toString());
    }

    @Override
    public void input(long nowNs, int node, String router, RouterInput input) {
        writer.input(nowNs, name(node), router, input);
    }

    @Override
    public void transition(long nowNs, int node, Transition transition) {
        writer.transition(nowNs, name(node), transition);
    }

    private String name(int node) {
        return scenario.nodes().get(node).name();
    }
}
