package dev.vigil.core.bfd;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/**
 * How one session is configured.
 *
 * @param timing what can change without an end of the session
 */
public record BfdSettings(String name, Path path, Timing timing) {
    /** Any number of hops. */
    public static final int HOPS_ANY = 255;

    /**
     * Whom the session is with, and how packets get there.
     *
     * @param source our address; empty for the kernel's choice
     * @param ttl the TTL that packets are sent with
     */
    public record Path(IpAddress neighbor, Optional<IpAddress> source, boolean multihop, int ttl) {
        public BfdKind kind() {
            return new BfdKind(neighbor.family(), multihop);
        }
    }

    /**
     * @param minRxNs the shortest interval at which packets are received
     * @param minTxNs the shortest interval at which packets are sent
     * @param idleTxNs the interval of packets while the session is not up
     * @param multiplier so many intervals without a packet are too many for the neighbour
     * @param passive nothing is sent before the neighbour was heard
     * @param hopsMax how many hops a received packet may have made; {@link #HOPS_ANY} for any, -1 for none that arrives
     */
    public record Timing(long minRxNs, long minTxNs, long idleTxNs, int multiplier, boolean passive, int hopsMax) {}

    /** Whether a session with these settings goes on with the others. */
    boolean isSameSession(BfdSettings other) {
        return name.equals(other.name) && path.equals(other.path);
    }

    /** Whether a packet with so much TTL left made no more hops than allowed (RFC 5881 5). */
    boolean allowsTtl(int left) {
        return timing.hopsMax == HOPS_ANY || left + timing.hopsMax >= path.ttl;
    }
}
