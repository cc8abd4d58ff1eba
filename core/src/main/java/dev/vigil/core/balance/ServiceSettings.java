package dev.vigil.core.balance;

import java.util.List;
import java.util.Optional;

/**
 * A virtual server.
 *
 * @param name as keepalived shows it
 * @param quorum the sum of weights that makes it available
 * @param hysteresis the margin around the quorum
 * @param tellsAtStop whether servers and quorum are told to be down when the daemon stops
 */
public record ServiceSettings(
        String name,
        ServiceEntry entry,
        List<ServerSettings> servers,
        Optional<Sorry> sorry,
        long quorum,
        long hysteresis,
        boolean tellsAtStop) {
    public ServiceSettings {
        servers = List.copyOf(servers);
    }

    /**
     * Serves while the quorum is lost.
     *
     * @param destination with the weight that it has then
     * @param inhibits it stays in the table with weight 0 otherwise
     */
    public record Sorry(String name, Destination destination, boolean inhibits) {}
}
