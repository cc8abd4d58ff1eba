package dev.vigil.config.model;

import dev.vigil.core.track.Weight;
import java.util.Optional;

/**
 * A {@code track_file} block: a file whose number moves priorities.
 *
 * @param weight what the number is multiplied with; 0 makes any number but 0 a fault
 * @param initial keyword {@code init_file}
 */
public record TrackFile(String name, String path, Weight weight, Optional<InitialContent> initial, SourcePlace place) {
    /** What the file holds at the start; an existing file stays as it is unless {@code overwrite}. */
    public record InitialContent(long value, boolean overwrite) {}
}
