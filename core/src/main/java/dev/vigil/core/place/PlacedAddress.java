package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;

/** A virtual address on an interface that exists. */
public record PlacedAddress(AddressSpec spec, Link link) {
    public IpAddress address() {
        return spec.address();
    }

    public int ifindex() {
        return link.ifindex();
    }

    /** Whether the kernel takes both for the same address: interface, address and prefix make it. */
    boolean isSame(PlacedAddress other) {
        return isSameButPrefix(other) && spec.prefixLength() == other.spec.prefixLength();
    }

    boolean isSameButPrefix(PlacedAddress other) {
        return ifindex() == other.ifindex() && address().equals(other.address());
    }

    /** As {@code 192.0.2.1/32 on eth0}. */
    @Override
    public String toString() {
        return spec.address() + "/" + spec.prefixLength() + " on " + link.name();
    }
}
