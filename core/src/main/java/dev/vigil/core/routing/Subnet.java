package dev.vigil.core.routing;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;

/** A network: an address and the length of its prefix. */
public record Subnet(IpAddress address, int length) {
    /** Everything of a family. */
    public static Subnet all(Family family) {
        return new Subnet(family == Family.IPV4 ? IpAddress.ipv4(0) : IpAddress.ipv6(0, 0), 0);
    }

    public Family family() {
        return address.family();
    }

    public boolean isAll() {
        return length == 0;
    }

    /** As {@code 198.51.100.0/24}. */
    @Override
    public String toString() {
        return address + "/" + length;
    }
}
