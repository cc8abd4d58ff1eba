package dev.vigil.config.model;

import dev.vigil.core.track.Weight;

/**
 * A {@code vrrp_script} block.
 *
 * @param intervalNs from the start of one run to the start of the next
 * @param timeoutNs a run that takes longer is killed and has failed; equal to the interval unless given
 * @param rise successes in a row until the script counts as up
 * @param fall failures in a row until it counts as down
 * @param initFail keyword {@code init_fail}: down until the first success
 */
public record VrrpScript(
        String name,
        Command command,
        long intervalNs,
        long timeoutNs,
        Weight weight,
        int rise,
        int fall,
        boolean initFail,
        SourcePlace place) {}
