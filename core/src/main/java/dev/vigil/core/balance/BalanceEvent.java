package dev.vigil.core.balance;

/** What is told about services, for the log and for programs; names are those of the settings. */
public sealed interface BalanceEvent {
    ServiceName service();

    /**
     * A check succeeded that had failed, or had not been made before.
     *
     * @param recovers whether it counted as failed until now
     * @param alive whether the server passes all of its checks now
     */
    record CheckPassed(ServiceName service, String server, Probe probe, boolean recovers, boolean alive)
            implements BalanceEvent {}

    /** One of several URLs answered well, of a server that is down. */
    record UrlPassed(ServiceName service, String server, Probe probe, String path) implements BalanceEvent {}

    /**
     * An attempt failed.
     *
     * @param attempts how many failed in a row, this one included
     * @param isLast whether the check has failed with it, and not only the attempt
     */
    record CheckFailed(ServiceName service, String server, Probe probe, String reason, long attempts, boolean isLast)
            implements BalanceEvent {}

    /** @param inhibits whether it was in the table with weight 0 */
    record ServerUp(ServiceName service, String server, boolean inhibits) implements BalanceEvent {}

    /** @param inhibits whether it stays in the table with weight 0 */
    record ServerDown(ServiceName service, String server, boolean inhibits) implements BalanceEvent {}

    /** The first check of a server that was down until then failed. */
    record ServerStaysDown(ServiceName service, String server) implements BalanceEvent {}

    /** A server that was up is not configured any more. */
    record ServerRemoved(ServiceName service, String server, boolean wasUp) implements BalanceEvent {}

    record WeightChanged(ServiceName service, String server, long from, long to) implements BalanceEvent {}

    /** @param first whether it is there from the start */
    record QuorumGained(ServiceName service, long quorum, long hysteresis, long sum, boolean first)
            implements BalanceEvent {}

    record QuorumLost(ServiceName service, long quorum, long hysteresis, long sum) implements BalanceEvent {}

    /** A service with a sorry server begins with too few servers. */
    record StartsWithoutQuorum(ServiceName service, long quorum, long hysteresis, long sum) implements BalanceEvent {}

    record SorryServes(ServiceName service, String sorry, boolean inhibits) implements BalanceEvent {}

    record SorryRests(ServiceName service, String sorry, boolean inhibits) implements BalanceEvent {}

    /** This host has none of the addresses of a service any more: its servers are not checked until it has one. */
    record ChecksSuspended(ServiceName service) implements BalanceEvent {}

    /** This host has an address of a service now: its servers are checked. */
    record ChecksResumed(ServiceName service) implements BalanceEvent {}

    /** A service is not configured any more. */
    record ServiceRemoved(ServiceName service, boolean hadQuorum) implements BalanceEvent {}

    /**
     * The daemon stops.
     *
     * @param tells whether programs are told that it is down
     */
    record ServerStops(ServiceName service, String server, boolean tells) implements BalanceEvent {}

    /**
     * The daemon stops.
     *
     * @param tells whether programs are told that the quorum is lost
     */
    record ServiceStops(ServiceName service, boolean tells) implements BalanceEvent {}

    /** The kernel's table did not hold what it should: another program, or an earlier run, has left something else. */
    record TableDiffers(ServiceName service, int differences) implements BalanceEvent {}

    /**
     * The kernel refused what the table should hold; it is asked for again every now and then.
     *
     * @param subject the server, or the service itself
     */
    record Refused(ServiceName service, String subject, String reason) implements BalanceEvent {}
}
