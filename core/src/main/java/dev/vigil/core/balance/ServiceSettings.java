package dev.vigil.core.balance;

import java.util.List;
import java.util.Optional;

/**
 * A virtual server.
 *
 * @param entries what clients address: several if it serves a group
 * @param quorum the sum of weights that makes it available
 * @param hysteresis the margin around the quorum
 * @param suspends whether its servers are checked only while this host has one of its addresses
 * @param tells when programs are told of it that otherwise are not
 */
public record ServiceSettings(
        ServiceName name,
        List<ServiceEntry> entries,
        List<ServerSettings> servers,
        Optional<Sorry> sorry,
        long quorum,
        long hysteresis,
        boolean suspends,
        Tells tells) {
    public ServiceSettings {
        entries = List.copyOf(entries);
        servers = List.copyOf(servers);
    }

    /**
     * Serves while the quorum is lost.
     *
     * @param destination with the weight that it has then
     * @param inhibits it stays in the table with weight 0 otherwise
     */
    public record Sorry(String name, Destination destination, boolean inhibits) {}

    /**
     * When programs are told of what is no change.
     *
     * @param first of what servers are at the start, up or down
     * @param stop that servers and quorum are down when the daemon stops
     */
    public record Tells(boolean first, boolean stop) {}
}
