package dev.vigil.config.model;

import java.util.Optional;

/**
 * The files that the daemon writes on request.
 *
 * @param umask keyword {@code umask}: the permissions that created files do not get
 * @param namesWithInstance keyword {@code data_use_instance}
 * @param jsonVersion keyword {@code json_version}, 1 or 2
 */
public record Dumps(
        int umask,
        boolean namesWithInstance,
        int jsonVersion,
        Optional<String> stateFile,
        Optional<String> statsFile,
        Optional<String> jsonFile) {
    public static final Dumps DEFAULT = new Dumps(0177, false, 1, Optional.empty(), Optional.empty(), Optional.empty());
}
