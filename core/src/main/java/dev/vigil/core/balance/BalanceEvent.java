package dev.vigil.core.balance;

/** What is told about services, for the log and for programs; names are those of the settings. */
public sealed interface BalanceEvent {
    String service();

    /** A check succeeded that had failed, or had not been made before. */
    record CheckPassed(String service, String server, Probe probe) implements BalanceEvent {}

    /** One of several URLs answered well, of a server that is down. */
    record UrlPassed(String service, String server, Probe probe, String path) implements BalanceEvent {}

    /**
     * An attempt failed.
     *
     * @param attempts how many failed in a row, this one included
     * @param isLast whether the check has failed with it, and not only the attempt
     */
    record CheckFailed(String service, String server, Probe probe, String reason, long attempts, boolean isLast)
            implements BalanceEvent {}

    /** @param inhibits whether it was in the table with weight 0 */
    record ServerUp(String service, String server, boolean inhibits) implements BalanceEvent {}

    /** @param inhibits whether it stays in the table with weight 0 */
    record ServerDown(String service, String server, boolean inhibits) implements BalanceEvent {}

    /** The first check of a server that was down until then failed. */
    record ServerStaysDown(String service, String server) implements BalanceEvent {}

    /** A server that was up is not configured any more. */
    record ServerRemoved(String service, String server, boolean wasUp) implements BalanceEvent {}

    record WeightChanged(String service, String server, long from, long to) implements BalanceEvent {}

    record QuorumGained(String service, long quorum, long hysteresis, long sum) implements BalanceEvent {}

    record QuorumLost(String service, long quorum, long hysteresis, long sum) implements BalanceEvent {}

    /** A service with a sorry server begins with too few servers. */
    record StartsWithoutQuorum(String service, long quorum, long hysteresis, long sum) implements BalanceEvent {}

    record SorryServes(String service, String sorry, boolean inhibits) implements BalanceEvent {}

    record SorryRests(String service, String sorry, boolean inhibits) implements BalanceEvent {}

    /** A service is not configured any more. */
    record ServiceRemoved(String service, boolean hadQuorum) implements BalanceEvent {}

    /**
     * The daemon stops.
     *
     * @param tells whether programs are told that it is down
     */
    record ServerStops(String service, String server, boolean tells) implements BalanceEvent {}

    /**
     * The daemon stops.
     *
     * @param tells whether programs are told that the quorum is lost
     */
    record ServiceStops(String service, boolean tells) implements BalanceEvent {}

    /** The kernel's table did not hold what it should: another program, or an earlier run, has left something else. */
    record TableDiffers(String service, int differences) implements BalanceEvent {}

    /**
     * The kernel refused what the table should hold; it is asked for again every now and then.
     *
     * @param subject the server, or the service itself
     */
    record Refused(String service, String subject, String reason) implements BalanceEvent {}
}
