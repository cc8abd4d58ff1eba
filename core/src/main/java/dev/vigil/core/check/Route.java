package dev.vigil.core.check;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/**
 * Where a check connects to, and how.
 *
 * @param bindPort 0 for any
 * @param mark 0 for none
 * @param timeoutNs how long connecting and each answer may take
 */
public record Route(
        IpAddress address,
        int port,
        Optional<IpAddress> bindAddress,
        int bindPort,
        Optional<String> bindInterface,
        long mark,
        long timeoutNs) {
    /** The address and the port as they stand in a URL. */
    String authority() {
        return (address.family() == Family.IPV6 ? "[" + address + "]" : address.toString()) + ":" + port;
    }
}
