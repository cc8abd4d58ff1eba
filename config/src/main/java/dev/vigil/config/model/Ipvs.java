package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The kernel's load balancer as a whole.
 *
 * @param timeouts keyword {@code lvs_timeouts}
 * @param flush keyword {@code lvs_flush}: empty the table at the start
 * @param syncDaemon keyword {@code lvs_sync_daemon}
 */
public record Ipvs(Timeouts timeouts, boolean flush, FlushOnStop flushOnStop, Optional<SyncDaemon> syncDaemon) {
    /** What holds if nothing is said. */
    public static final Ipvs DEFAULT = new Ipvs(
            new Timeouts(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
            false,
            FlushOnStop.NO,
            Optional.empty());

    /** Timeouts in seconds; those that are not given stay as they are. */
    public record Timeouts(OptionalInt tcpS, OptionalInt tcpFinS, OptionalInt udpS) {}

    /** Keyword {@code lvs_flush_on_stop}. */
    public enum FlushOnStop {
        /** Real servers and virtual servers are removed one by one. */
        NO,
        /** The whole table is emptied. */
        ALL,
        /** Virtual servers are removed as a whole. */
        VIRTUAL_SERVERS
    }

    /**
     * The synchronisation of connections.
     *
     * @param instance the instance that it follows; both directions if there is none
     * @param syncId the VRID of the instance if it is not given
     */
    public record SyncDaemon(
            String interfaceName,
            Optional<String> instance,
            OptionalInt syncId,
            OptionalInt packetMax,
            OptionalInt port,
            OptionalInt ttl,
            Optional<IpAddress> group) {}
}
