package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.Family;
import dev.vigil.linux.NetlinkRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the addresses of a MASTER become those of another list, with as little interruption as the kernel allows. */
final class AddressChange {
    private AddressChange() {}

    /**
     * The requests in order. An address with another prefix is there before the old one goes. IPv6 addresses change where
     * they are; of an IPv4 address the kernel changes neither label nor scope, broadcast or peer, so it goes and comes back at
     * once. What goes may take others of its subnet along, so everything that is wanted is asked for again.
     */
    static List<NetlinkRequest> requests(List<OwnedAddress> old, List<OwnedAddress> wanted) {
        List<NetlinkRequest> before = new ArrayList<>();
        List<NetlinkRequest> deletions = new ArrayList<>();
        List<NetlinkRequest> after = new ArrayList<>();
        for (OwnedAddress address : old) {
            if (find(address, wanted).isEmpty()) {
                deletions.add(address.delete());
            }
        }
        for (OwnedAddress address : wanted) {
            Optional<OwnedAddress> present = find(address, old);
            if (present.isEmpty()) {
                (isWithOtherPrefix(address, old) ? before : after).add(address.add());
            } else if (!present.get().add().asksTheSameAs(address.add())) {
                if (address.config().address().family() == Family.IPV6) {
                    after.add(address.replace());
                } else {
                    deletions.add(present.get().delete());
                }
            }
        }
        if (!deletions.isEmpty()) {
            wanted.forEach(address -> after.add(address.add()));
        }
        before.addAll(deletions);
        before.addAll(after);
        return before;
    }

    /** The address that the kernel takes for the same one: interface, address and prefix make it. */
    private static Optional<OwnedAddress> find(OwnedAddress address, List<OwnedAddress> list) {
        return list.stream()
                .filter(other -> isSameButPrefix(other, address)
                        && other.config().prefixLength() == address.config().prefixLength())
                .findFirst();
    }

    // The kernel refuses addresses of different scopes beside each other.
    private static boolean isWithOtherPrefix(OwnedAddress address, List<OwnedAddress> old) {
        return old.stream()
                .anyMatch(other -> isSameButPrefix(other, address)
                        && other.config().scope() == address.config().scope());
    }

    private static boolean isSameButPrefix(OwnedAddress one, OwnedAddress other) {
        return one.ifindex() == other.ifindex()
                && one.config().address().equals(other.config().address());
    }
}
