package dev.vigil.core.balance;

import java.util.List;

/**
 * A real server of a service.
 *
 * @param name as keepalived shows it
 * @param destination with the weight that it has while it is up
 * @param inhibits whether it stays in the table with weight 0 when it fails
 * @param startsDown whether it counts as down until a check succeeds
 */
public record ServerSettings(
        String name, Destination destination, boolean inhibits, boolean startsDown, List<CheckSettings> checks) {
    public ServerSettings {
        checks = List.copyOf(checks);
    }
}
