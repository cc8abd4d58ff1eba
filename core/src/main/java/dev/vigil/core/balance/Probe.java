package dev.vigil.core.balance;

import dev.vigil.core.address.IpAddress;
import java.util.Optional;

/** What one attempt of a check does. */
public sealed interface Probe {
    /** The keyword of such a check. */
    String keyword();

    /**
     * A TCP connection is opened and closed again.
     *
     * @param bindPort 0 for any
     * @param mark 0 for none
     */
    record Connect(
            IpAddress address,
            int port,
            Optional<IpAddress> bindAddress,
            int bindPort,
            Optional<String> bindInterface,
            long mark,
            long timeoutNs)
            implements Probe {
        @Override
        public String keyword() {
            return "TCP_CHECK";
        }
    }
}
