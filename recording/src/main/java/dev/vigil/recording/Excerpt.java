package dev.vigil.recording;

import dev.vigil.core.vrrp.RouterSnapshot;
import java.util.List;

/** What a {@link Recorder} remembered at one moment. It belongs to whoever asked for it, on any thread. */
public final class Excerpt {
    /** A virtual router that was there before the first input. */
    record Start(long atNs, String router, RouterSnapshot snapshot) {}

    /**
     * What a recording says of itself.
     *
     * @param node the name of this node in every line
     * @param note why the recording was made, for people
     * @param program name and version
     * @param epochMs when the excerpt was taken, on the wall clock
     */
    public record Label(String node, String note, String program, long epochMs) {}

    private final long atNs;
    private final List<Start> starts;
    private final List<RingHalf> parts;

    Excerpt(long atNs, List<Start> starts, List<RingHalf> parts) {
        this.atNs = atNs;
        this.starts = starts;
        this.parts = parts;
    }

    /** Writes a whole recording. */
    public void write(Label label, Appendable out) {
        RecordingWriter writer = new RecordingWriter(out);
        writer.header(label.note, new RecordingWriter.Taken(label.program, atNs, label.epochMs));
        for (Start start : starts) {
            writer.input(start.atNs, label.node, start.router, new RouterInput.Restored(start.snapshot));
        }
        parts.forEach(part -> part.write(label.node, writer));
        writer.end();
    }
}
