package dev.vigil.daemon.vrrp;

import dev.vigil.core.track.Track;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What was last seen of each tracked object. However much comes, nothing that is the last of its object is lost. */
final class Verdicts {
    private final Map<Track.Id, LoopInput.Sight> fresh = new ConcurrentHashMap<>();

    /** Those that the loop has taken, for instances that come to track an object later. */
    private final Map<Track.Id, LoopInput.Sight> taken = new LinkedHashMap<>();

    /** Objects of which nothing is heard, because it may still be said of an earlier one of that name. */
    private final Set<Track.Id> unheard = ConcurrentHashMap.newKeySet();

    /** Any thread may call it. */
    void see(LoopInput.Sight seen) {
        fresh.put(seen.id(), seen);
        if (unheard.contains(seen.id())) {
            fresh.remove(seen.id(), seen);
        }
    }

    /** Those of this kind that see are those in force by now: they are heard again. */
    void hearAll(Track.Kind kind) {
        unheard.removeIf(id -> id.kind() == kind);
    }

    void takeEach(Consumer<LoopInput.Sight> handler) {
        for (Track.Id id : List.copyOf(fresh.keySet())) {
            LoopInput.Sight seen = fresh.remove(id);
            if (seen != null && !unheard.contains(id)) {
                taken.put(id, seen);
                handler.accept(seen);
            }
        }
    }

    void repeat(Consumer<LoopInput.Sight> handler) {
        taken.values().forEach(handler);
    }

    /**
     * Forgets objects that are gone, or whose names others have now; of those nothing is heard until the others are those that
     * are looked at, which comes a moment after the configuration is in force.
     */
    void forget(Set<Track.Id> objects) {
        unheard.addAll(objects);
        fresh.keySet().removeAll(objects);
        taken.keySet().removeAll(objects);
    }
}
