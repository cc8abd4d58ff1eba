package dev.vigil.core.balance;

/**
 * A check of a server.
 *
 * @param intervalNs from the end of one check to the next
 * @param retries attempts after the first failure until the check has failed
 * @param retryDelayNs from one attempt to the next
 * @param warmupNs the first check comes after a random time up to this
 * @param startsDown whether it counts as failed until it succeeds
 * @param tellsAllFailures whether attempts that are followed by another are told as well
 */
public record CheckSettings(
        Probe probe,
        long intervalNs,
        long retries,
        long retryDelayNs,
        long warmupNs,
        boolean startsDown,
        boolean tellsAllFailures) {}
