package dev.vigil.daemon.vrrp;

import dev.vigil.recording.Excerpt;
import dev.vigil.recording.Recorder;
import org.jspecify.annotations.Nullable;

/** What the loop remembers of its inputs, and when the archive gets a copy of it. */
final class LoopMemory {
    private final Recorder recorder;
    private final Teller teller;
    private final Archive archive;

    /** The transitions that the archive has. */
    private long archivedTransitions;

    /** A defect that the archive has no recording of. */
    private @Nullable String unarchivedDefect;

    /** @param remembered how many inputs and transitions */
    LoopMemory(Teller teller, Archive archive, int remembered) {
        this.recorder = new Recorder(remembered);
        this.teller = teller;
        this.archive = archive;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Reports a defect, and notes it for the archive. */
    void defect(String instance, Throwable defect) {
        teller.defect(instance, defect);
        unarchivedDefect = instance.isEmpty() ? String.valueOf(defect) : instance + ": " + defect;
    }

    Excerpt excerpt(long nowNs) {
        return recorder.excerpt(nowNs);
    }

    /** After everything that was due: leaves what is remembered to the archive, at most once in a turn. */
    void archive(long nowNs) {
        long transitions = recorder.transitions();
        boolean changed = archive.keepsTransitions() && transitions != archivedTransitions;
        String defect = unarchivedDefect;
        if ((defect != null || changed) && archive.isReady(nowNs)) {
            Archive.Reason reason = defect == null ? Archive.Reason.TRANSITION : Archive.Reason.DEFECT;
            archive.keep(reason, defect == null ? "" : defect, recorder.excerpt(nowNs), nowNs);
            archivedTransitions = transitions;
            unarchivedDefect = null;
        }
    }
}
