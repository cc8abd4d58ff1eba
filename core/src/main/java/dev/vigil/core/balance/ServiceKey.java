package dev.vigil.core.balance;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;

/** By what the kernel knows a service. */
public sealed interface ServiceKey {
    Family family();

    /** An address and a port; port 0 is any. */
    record Endpoint(Protocol protocol, IpAddress address, int port) implements ServiceKey {
        @Override
        public Family family() {
            return address.family();
        }
    }

    /** Packets with a firewall mark. */
    record Mark(long value, Family family) implements ServiceKey {}
}
