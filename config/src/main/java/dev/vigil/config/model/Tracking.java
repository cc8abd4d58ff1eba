package dev.vigil.config.model;

import dev.vigil.core.track.Weight;
import java.util.List;
import java.util.Set;

/**
 * What is tracked for an instance or a sync group.
 *
 * @param ownInterface false for {@code dont_track_primary}
 */
public record Tracking(
        boolean ownInterface,
        List<Tracked> interfaces,
        List<Tracked> scripts,
        List<Tracked> files,
        List<Tracked> processes,
        List<Tracked> bfdInstances) {
    /** Interfaces and scripts alone. */
    public Tracking(boolean ownInterface, List<Tracked> interfaces, List<Tracked> scripts) {
        this(ownInterface, interfaces, scripts, List.of(), List.of(), List.of());
    }

    /** Nothing at all. */
    public static final Tracking NOTHING = new Tracking(false, List.of(), List.of(), List.of(), List.of(), List.of());

    /** A tracked object by its name, with the weight that it has for this instance. */
    public record Tracked(String name, Weight weight, SourcePlace place) {}

    /** The same without scripts of these names. */
    public Tracking withoutScripts(Set<String> names) {
        List<Tracked> kept = scripts.stream()
                .filter(script -> !names.contains(script.name()))
                .toList();
        return new Tracking(ownInterface, interfaces, kept, files, processes, bfdInstances);
    }
}
