package dev.vigil.daemon.reload;

import dev.vigil.config.Problem;
import dev.vigil.config.model.Config;
import java.util.List;
import java.util.Optional;

/**
 * What was read, and looked at as far as files, users and interfaces go.
 *
 * @param config what may be proposed; empty if there is an obstacle
 * @param obstacle why nothing may be proposed, for people; otherwise empty
 * @param problems the findings about the files
 * @param withoutEffect the keywords that do nothing yet
 */
public record Reading(Optional<Config> config, String obstacle, List<Problem> problems, List<String> withoutEffect) {
    public static Reading usable(Config config, List<Problem> problems, List<String> withoutEffect) {
        return new Reading(Optional.of(config), "", problems, withoutEffect);
    }

    public static Reading unusable(String obstacle, List<Problem> problems) {
        return new Reading(Optional.empty(), obstacle, problems, List.of());
    }
}
