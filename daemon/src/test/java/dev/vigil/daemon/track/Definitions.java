package dev.vigil.daemon.track;

import dev.vigil.config.model.SourcePlace;
import dev.vigil.config.model.TrackProcess;
import dev.vigil.config.model.TrackProcess.ArgumentMatch;
import dev.vigil.core.track.Weight;
import java.util.List;

/** Definitions of tracked processes. */
final class Definitions {
    private Definitions() {}

    static TrackProcess named(String name) {
        return new TrackProcess(
                "p",
                List.of(name),
                ArgumentMatch.NONE,
                false,
                Weight.FAULT_ON_FAILURE,
                1,
                Integer.MAX_VALUE,
                0,
                0,
                SourcePlace.NOWHERE);
    }

    static TrackProcess started(ArgumentMatch match, String... command) {
        return new TrackProcess(
                "p",
                List.of(command),
                match,
                true,
                Weight.FAULT_ON_FAILURE,
                1,
                Integer.MAX_VALUE,
                0,
                0,
                SourcePlace.NOWHERE);
    }
}
