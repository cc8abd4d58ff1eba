package dev.vigil.core.filter;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.Comparator;

/**
 * An address whose packets are dropped.
 *
 * @param ifindex the interface, without which a link-local address of IPv6 names nothing; 0 for every other address
 */
public record DroppedAddress(IpAddress address, int ifindex) implements Comparable<DroppedAddress> {
    private static final Comparator<DroppedAddress> ORDER =
            Comparator.comparing(DroppedAddress::address).thenComparingInt(DroppedAddress::ifindex);

    public static DroppedAddress of(IpAddress address, int ifindex) {
        return new DroppedAddress(address, isOfLink(address) ? ifindex : 0);
    }

    private static boolean isOfLink(IpAddress address) {
        return address.family() == Family.IPV6 && address.isLinkLocal();
    }

    boolean isOfLink() {
        return isOfLink(address);
    }

    @Override
    public int compareTo(DroppedAddress other) {
        return ORDER.compare(this, other);
    }
}
