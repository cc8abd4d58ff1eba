package dev.vigil.config.model;

import dev.vigil.core.track.Weight;
import java.util.List;

/**
 * What is tracked for an instance.
 *
 * @param ownInterface false for {@code dont_track_primary}
 */
public record Tracking(boolean ownInterface, List<Tracked> interfaces, List<Tracked> scripts) {
    /** A tracked object by its name, with the weight that it has for this instance. */
    public record Tracked(String name, Weight weight, SourcePlace place) {}
}
