package dev.vigil.config.model;

import dev.vigil.core.address.IpAddress;
import dev.vigil.core.track.Weight;
import java.util.Optional;

/**
 * A {@code bfd_instance} block: one BFD session.
 *
 * @param idleTxNs the interval of packets while the session is not up
 * @param multiplier intervals without a packet until the neighbour counts as down
 * @param passive sends nothing before the neighbour was heard
 * @param ttl the TTL that packets are sent with
 * @param hopsMax how many hops a received packet may have made; 255 for any, -1 for none that arrives
 * @param forVrrp whether instances are told
 * @param forChecker whether real servers are told
 */
public record BfdInstance(
        String name,
        IpAddress neighbor,
        Optional<IpAddress> source,
        long minRxNs,
        long minTxNs,
        long idleTxNs,
        int multiplier,
        boolean passive,
        int ttl,
        int hopsMax,
        boolean multihop,
        Weight weight,
        boolean forVrrp,
        boolean forChecker,
        SourcePlace place) {}
