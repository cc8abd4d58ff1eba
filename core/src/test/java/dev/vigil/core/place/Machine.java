package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Interfaces and addresses as a kernel has them, with what it has shown of them and nobody has read yet. */
final class Machine {
    static final Link ETH0 = new Link(2, "eth0", true, true, false, true, 0x02_00_00_00_00_02L);

    final Map<Integer, Link> links = new LinkedHashMap<>();
    final List<HostAddress> addresses = new ArrayList<>();
    final Deque<HostEvent> unread = new ArrayDeque<>();

    /** Addresses that are not added, and those that are not removed. */
    final Set<IpAddress> refusedToAdd = new HashSet<>();

    final Set<IpAddress> refusedToRemove = new HashSet<>();

    /** Whether what was asked for is shown only by {@link #showLate}, as IPv6 addresses without duplicate detection are. */
    boolean showsLate;

    private final List<HostEvent> late = new ArrayList<>();

    /** Why no packets are dropped; null if they are. */
    @Nullable
    String dropRefusal;

    /** Its routes and rules. */
    final RoutingTable routing = new RoutingTable(unread);

    /** Why nothing is listed; null if it is. */
    @Nullable
    String listRefusal;

    /** How often it was listed. */
    int lists;

    void put(Link link) {
        links.put(link.ifindex(), link);
        if (!link.up()) {
            routing.drop(link);
        }
        unread.add(new HostEvent.LinkSeen(link));
    }

    void removeLink(Link link) {
        routing.drop(link);
        for (HostAddress address : List.copyOf(addresses)) {
            if (address.ifindex() == link.ifindex()) {
                remove(address);
            }
        }
        links.remove(link.ifindex());
        unread.add(new HostEvent.LinkGone(link.ifindex(), link.name()));
    }

    void put(HostAddress address) {
        addresses.removeIf(address::isSame);
        addresses.add(address);
        unread.add(new HostEvent.AddressSeen(address));
    }

    /** Whether it was there. */
    boolean remove(HostAddress address) {
        boolean there = addresses.removeIf(address::isSame);
        if (there) {
            unread.add(new HostEvent.AddressGone(address));
        }
        return there;
    }

    boolean has(PlacedAddress address) {
        return addresses.stream().anyMatch(seen(address)::isSame);
    }

    /** As {@code 10.77.0.100/32 on eth0}. */
    List<String> shown() {
        return addresses.stream()
                .map(each -> each.address() + "/" + each.prefixLength() + " on "
                        + links.get(each.ifindex()).name())
                .toList();
    }

    static HostAddress on(Link link, String address, int prefixLength) {
        return new HostAddress(link.ifindex(), IpAddress.of(address), prefixLength, false, false, false);
    }

    private static HostAddress seen(PlacedAddress placed) {
        return new HostAddress(placed.ifindex(), placed.address(), placed.spec().prefixLength(), false, false, true);
    }

    @Nullable
    String list(Host into) {
        lists++;
        if (listRefusal != null) {
            return listRefusal;
        }
        links.values().forEach(into::put);
        addresses.forEach(into::put);
        return null;
    }

    /** Carries out one request. */
    @Nullable
    Refusal change(AddressRequest request) {
        PlacedAddress placed = request.address();
        if (request.kind() == AddressRequest.Kind.REMOVE) {
            if (refusedToRemove.contains(placed.address())) {
                return new Refusal(Refusal.Kind.REFUSED, "remove " + placed + ": refused");
            }
            boolean there = links.containsKey(placed.ifindex()) && remove(seen(placed));
            return there ? null : new Refusal(Refusal.Kind.ABSENT, "remove " + placed + ": absent");
        }
        if (refusedToAdd.contains(placed.address()) || !links.containsKey(placed.ifindex())) {
            return new Refusal(Refusal.Kind.REFUSED, "add " + placed + ": refused");
        }
        if (has(placed)) {
            return new Refusal(Refusal.Kind.EXISTS, "add " + placed + ": exists");
        }
        addresses.add(seen(placed));
        HostEvent shown = new HostEvent.AddressSeen(seen(placed));
        boolean _ = showsLate ? late.add(shown) : unread.add(shown);
        return null;
    }

    /** Shows what was held back, but for what is gone again. */
    void showLate() {
        late.removeIf(
                event -> event instanceof HostEvent.AddressSeen(HostAddress address) && !addresses.contains(address));
        unread.addAll(late);
        late.clear();
    }
}
