package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the addresses of a MASTER become those of another list, with as little interruption as the kernel allows. */
final class AddressChanges {
    private AddressChanges() {}

    /**
     * The requests in order. An address with another prefix is there before the old one goes. IPv6 addresses change where
     * they are; of an IPv4 address the kernel changes neither label nor scope, broadcast or peer, so it goes and comes back at
     * once. What goes may take others of its subnet along, so everything that is wanted is asked for again.
     */
    static List<AddressRequest> requests(List<PlacedAddress> old, List<PlacedAddress> wanted) {
        Index before = new Index(old);
        Index after = new Index(wanted);
        List<AddressRequest> first = new ArrayList<>();
        List<AddressRequest> removals = new ArrayList<>();
        List<AddressRequest> last = new ArrayList<>();
        for (PlacedAddress address : old) {
            if (after.same(address) == null) {
                removals.add(AddressRequest.remove(address));
            }
        }
        for (PlacedAddress address : wanted) {
            PlacedAddress present = before.same(address);
            if (present == null) {
                (before.hasWithOtherPrefix(address) ? first : last).add(AddressRequest.add(address));
            } else if (!present.spec().asksTheSameAs(address.spec())) {
                if (address.address().family() == Family.IPV6) {
                    last.add(AddressRequest.replace(address));
                } else {
                    removals.add(AddressRequest.remove(present));
                }
            }
        }
        if (!removals.isEmpty()) {
            wanted.forEach(address -> last.add(AddressRequest.add(address)));
        }
        first.addAll(removals);
        first.addAll(last);
        return first;
    }

    /** Those that are not wanted with any prefix. */
    static List<PlacedAddress> dropped(List<PlacedAddress> old, List<PlacedAddress> wanted) {
        Index after = new Index(wanted);
        return old.stream().filter(each -> !after.has(each)).toList();
    }

    /** Addresses by interface and address, whatever their prefix. */
    private static final class Index {
        private record Key(int ifindex, IpAddress address) {}

        private final Map<Key, List<PlacedAddress>> byKey = new HashMap<>();

        Index(List<PlacedAddress> list) {
            list.forEach(each ->
                    byKey.computeIfAbsent(key(each), _ -> new ArrayList<>(1)).add(each));
        }

        private static Key key(PlacedAddress address) {
            return new Key(address.ifindex(), address.address());
        }

        @Nullable
        PlacedAddress same(PlacedAddress address) {
            for (PlacedAddress other : byKey.getOrDefault(key(address), List.of())) {
                if (other.isSame(address)) {
                    return other;
                }
            }
            return null;
        }

        boolean has(PlacedAddress address) {
            return byKey.containsKey(key(address));
        }

        // The kernel refuses addresses of different scopes beside each other.
        boolean hasWithOtherPrefix(PlacedAddress address) {
            return byKey.getOrDefault(key(address), List.of()).stream()
                    .anyMatch(other -> other.spec().scope() == address.spec().scope());
        }
    }
}
