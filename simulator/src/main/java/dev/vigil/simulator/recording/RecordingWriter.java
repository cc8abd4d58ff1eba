package dev.vigil.simulator.recording;

import static dev.vigil.simulator.recording.InputJson.put;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import dev.vigil.simulator.Action;
import dev.vigil.simulator.RouterInput;
import dev.vigil.simulator.Scenario;
import dev.vigil.simulator.Witness;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Writes what happens in a simulation as a recording. */
public final class RecordingWriter implements Witness {
    static final int VERSION = 1;

    private final JsonStream json = JsonStream.builder().serializeEmpty(true).build();
    private final Scenario scenario;
    private final Appendable out;

    public RecordingWriter(Scenario scenario, Appendable out) {
        this.scenario = scenario;
        this.out = out;
    }

    /** Writes the first line. */
    public void header(String note) {
        line(object -> {
            put(object, "vigil_recording", VERSION);
            put(object, "note", note);
        });
    }

    /** Writes something for people. */
    public void note(long nowNs, String text) {
        line(object -> {
            put(object, "at_ns", nowNs);
            put(object, "note", text);
        });
    }

    @Override
    public boolean wantsInputs() {
        return true;
    }

    @Override
    public void action(long nowNs, Action action) {
        note(nowNs, action.toString());
    }

    @Override
    public void input(long nowNs, int node, String router, RouterInput input) {
        line(object -> {
            place(object, nowNs, node, router);
            InputJson.write(input, object);
        });
    }

    @Override
    public void transition(long nowNs, int node, Transition transition) {
        line(object -> {
            place(object, nowNs, node, transition.router());
            put(object, "output", "transition");
            put(object, "from", transition.from().name());
            put(object, "to", transition.to().name());
            put(object, "priority", transition.priority());
            object.name("why");
            object.beginArray();
            transition.why().stream().map(Cause::text).forEach(object::value);
            object.endArray();
        });
    }

    private void place(JsonWriter object, long nowNs, int node, String router) {
        put(object, "at_ns", nowNs);
        put(object, "node", scenario.nodes().get(node).name());
        put(object, "router", router);
    }

    private void line(Consumer<JsonWriter> members) {
        var writer = json.bufferedWriter();
        writer.beginObject();
        members.accept(writer);
        writer.endObject();
        try {
            out.append(writer.result()).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
