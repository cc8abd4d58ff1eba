package dev.vigil.recording;

import static dev.vigil.recording.InputJson.put;

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
    private long lines;

    /**
     * When and by what a recording was made.
     *
     * @param program name and version
     * @param atNs on the monotonic clock of the recording
     * @param epochMs the same moment on the wall clock
     */
    public record Taken(String program, long atNs, long epochMs) {}

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

    /** Writes the first line of a recording of a daemon. */
    public void header(String note, Taken taken) {
        line(object -> {
            put(object, "vigil_recording", VERSION);
            put(object, "note", note);
            put(object, "program", taken.program);
            put(object, "taken_ns", taken.atNs);
            put(object, "taken_epoch_ms", taken.epochMs);
        });
    }

    /** Writes the last line, by which a reader knows that nothing is missing. */
    public void end() {
        line(object -> put(object, "lines_before", lines));
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
            SnapshotJson.writeCauses("why", transition.why(), object);
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
        lines++;
    }
}
