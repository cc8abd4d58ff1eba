package dev.vigil.config.model;

import dev.vigil.core.track.Weight;
import java.util.List;

/**
 * A {@code vrrp_track_process} block: counts running processes.
 *
 * @param command the name of the process, or its command line, and arguments
 * @param fullCommand whether the command line is compared instead of the name
 * @param quorumMin fewer processes are a failure
 * @param quorumMax more processes are a failure; {@link Integer#MAX_VALUE} for no limit
 * @param terminateDelayNs how long a failure lasts until it counts
 * @param forkDelayNs how long a recovery lasts until it counts
 */
public record TrackProcess(
        String name,
        List<String> command,
        ArgumentMatch match,
        boolean fullCommand,
        Weight weight,
        int quorumMin,
        int quorumMax,
        long terminateDelayNs,
        long forkDelayNs,
        SourcePlace place) {
    /** How the arguments of a process are compared. */
    public enum ArgumentMatch {
        /** They do not matter: none are configured, nor how they are compared. */
        NONE,
        EXACT,
        /** The configured arguments are the first ones, and the last of them is the beginning of one. */
        INITIAL,
        /** The configured arguments are the first ones. */
        PARTIAL
    }
}
