package dev.vigil.recording;

import dev.vigil.core.vrrp.RouterSnapshot;
import java.util.List;

/** What a {@link Recorder} remembered at one moment. It belongs to whoever asked for it, on any thread. */
public final class Excerpt {
    /** A virtual router that was there before the first input. */
    record Start(long atNs, String router, RouterSnapshot snapshot) {}

    private final List<Start> starts;
    private final List<RingHalf> parts;

    Excerpt(List<Start> starts, List<RingHalf> parts) {
        this.starts = starts;
        this.parts = parts;
    }

    /** Writes everything but the header and the end. */
    public void write(String node, RecordingWriter writer) {
        for (Start start : starts) {
            writer.input(start.atNs, node, start.router, new RouterInput.Restored(start.snapshot));
        }
        parts.forEach(part -> part.write(node, writer));
    }
}
