package dev.vigil.recording;

import static dev.vigil.recording.InputJson.put;

import dev.vigil.core.vrrp.Cause;
import dev.vigil.core.vrrp.Transition;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Writes a recording, line by line. What cannot be written is an {@link UncheckedIOException}. */
public final class RecordingWriter {
    static final int VERSION = 1;

    private final JsonStream json = JsonStream.builder().serializeEmpty(true).build();
    private final Appendable out;

    public RecordingWriter(Appendable out) {
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
    public void note(long atNs, String text) {
        line(object -> {
            put(object, "at_ns", atNs);
            put(object, "note", text);
        });
    }

    /** Writes an input of a virtual router. */
    public void input(long atNs, String node, String router, RouterInput input) {
        line(object -> {
            place(object, atNs, node, router);
            InputJson.write(input, object);
        });
    }

    /** Writes what followed from the input before. */
    public void transition(long atNs, String node, Transition transition) {
        line(object -> {
            place(object, atNs, node, transition.router());
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

    private static void place(JsonWriter object, long atNs, String node, String router) {
        put(object, "at_ns", atNs);
        put(object, "node", node);
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
