package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;

/**
 * An address on an interface as the kernel shows it.
 *
 * @param secondary IPv4: another address of the same subnet was there before
 * @param tentative IPv6: duplicate address detection has not finished, so it cannot be used yet
 * @param marked whether it carries the mark that VRRP daemons put on their addresses
 */
public record HostAddress(
        int ifindex, IpAddress address, int prefixLength, boolean secondary, boolean tentative, boolean marked) {

    /** Whether the kernel takes both for the same address: interface, address and prefix make it. */
    boolean isSame(HostAddress other) {
        return ifindex == other.ifindex && prefixLength == other.prefixLength && address.equals(other.address);
    }
}
