package dev.vigil.daemon.vrrp;

import dev.vigil.recording.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** Notes why something is kept. */
final class FakeArchive implements Archive {
    final List<String> kept = new ArrayList<>();
    boolean keepsTransitions;
    boolean ready = true;
    boolean broken;

    @Override
    public boolean keepsTransitions() {
        return keepsTransitions;
    }

    @Override
    public boolean isReady(long nowNs) {
        if (broken) {
            throw new IllegalStateException("the archive is broken");
        }
        return ready;
    }

    @Override
    public void keep(Reason reason, String detail, Excerpt excerpt, long nowNs) {
        kept.add(reason + " " + detail);
    }
}
