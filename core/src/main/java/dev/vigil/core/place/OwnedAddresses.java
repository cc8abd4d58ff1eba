package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The virtual addresses of one router on the interfaces that exist: which of them the kernel refused, which were there
 * before, and which should be gone and are not.
 */
final class OwnedAddresses {
    /** What the kernel takes for one address. */
    private record Key(int ifindex, IpAddress address, int prefixLength) {
        static Key of(PlacedAddress placed) {
            return new Key(placed.ifindex(), placed.address(), placed.spec().prefixLength());
        }
    }

    private final Host host;
    private List<PlacedAddress> placed = List.of();
    private List<AddressRequest> additions = List.of();
    private List<AddressRequest> removals = List.of();

    /** The kernel's reason for each address that it does not take. */
    private final Map<Key, String> refused = new LinkedHashMap<>();

    /** Addresses of an address owner that were there before it added them. */
    private final Set<Key> original = new HashSet<>();

    /** Addresses that the kernel refused to remove, those of an earlier configuration among them. */
    private final Map<Key, PlacedAddress> stale = new LinkedHashMap<>();

    private @Nullable String removalRefusal;

    OwnedAddresses(Host host) {
        this.host = host;
    }

    List<PlacedAddress> placed() {
        return placed;
    }

    /** Addresses on the interfaces that exist. */
    static List<PlacedAddress> on(Host host, List<AddressSpec> specs) {
        List<PlacedAddress> list = new ArrayList<>();
        for (AddressSpec spec : specs) {
            Link link = host.link(spec.interfaceName());
            if (link != null) {
                list.add(new PlacedAddress(spec, link));
            }
        }
        return list;
    }

    /** Takes over another list; nothing is asked of the kernel. */
    void place(List<PlacedAddress> list) {
        placed = List.copyOf(list);
        additions = placed.stream().map(AddressRequest::add).toList();
        removals = placed.stream().map(AddressRequest::remove).toList();
        Set<Key> keys = new HashSet<>();
        placed.forEach(each -> keys.add(Key.of(each)));
        refused.keySet().retainAll(keys);
        original.retainAll(keys);
        stale.keySet().removeAll(keys);
    }

    // Additions

    /** Asks for all addresses. The list of new refusals, for people. */
    List<String> addAll(HostEdge edge, boolean owner) {
        return request(edge, additions, key -> {
            if (owner && !stale.containsKey(key) && !host.isMarked(key.ifindex, key.address, key.prefixLength)) {
                original.add(key);
            }
        });
    }

    /** Asks for one address again. */
    List<String> add(HostEdge edge, PlacedAddress address) {
        return request(edge, List.of(AddressRequest.add(address)), _ -> {});
    }

    /** Asks for whatever was refused. Those that came are given back. */
    List<PlacedAddress> retry(HostEdge edge) {
        List<PlacedAddress> lacking = placed.stream().filter(this::isRefused).toList();
        List<AddressRequest> requests = new ArrayList<>();
        lacking.forEach(each -> requests.add(AddressRequest.add(each)));
        stale.values().forEach(each -> requests.add(AddressRequest.remove(each)));
        List<String> _ = request(edge, requests, _ -> {});
        return lacking.stream().filter(each -> !isRefused(each)).toList();
    }

    /** Gives up some of its addresses; those that an address owner found stay with the host. */
    List<String> giveUp(HostEdge edge, List<PlacedAddress> dropped) {
        Set<Key> gone = new HashSet<>();
        dropped.forEach(each -> gone.add(Key.of(each)));
        List<PlacedAddress> before = new ArrayList<>(placed);
        before.removeIf(each -> gone.contains(Key.of(each)) && original.contains(Key.of(each)));
        place(placed.stream().filter(each -> !gone.contains(Key.of(each))).toList());
        return change(edge, before);
    }

    /** Turns the addresses of another list into those of this one. */
    List<String> change(HostEdge edge, List<PlacedAddress> before) {
        return request(edge, AddressChanges.requests(before, placed), _ -> {});
    }

    /** The same for one who leaves at the end what is there already. */
    List<String> changeOver(HostEdge edge, List<PlacedAddress> before) {
        Set<Key> known = new HashSet<>();
        before.forEach(each -> known.add(Key.of(each)));
        return request(edge, AddressChanges.requests(before, placed), key -> {
            if (!known.contains(key) && !host.isMarked(key.ifindex, key.address, key.prefixLength)) {
                original.add(key);
            }
        });
    }

    /** Whether {@link #change} would ask for anything. */
    boolean differsFrom(List<PlacedAddress> before) {
        return !AddressChanges.requests(before, placed).isEmpty();
    }

    private List<String> request(HostEdge edge, List<AddressRequest> requests, Consumer<Key> onExisting) {
        if (requests.isEmpty()) {
            return List.of();
        }
        Map<Key, String> known = new HashMap<>(refused);
        Map<Key, PlacedAddress> staying = new LinkedHashMap<>();
        requests.forEach(request -> refused.remove(Key.of(request.address())));
        List<String> news = new ArrayList<>();
        change(edge, requests, (request, refusal) -> {
            Key key = Key.of(request.address());
            boolean removal = request.kind() == AddressRequest.Kind.REMOVE;
            if (refusal.kind() != Refusal.Kind.REFUSED) {
                if (refusal.kind() == Refusal.Kind.EXISTS) {
                    onExisting.accept(key);
                }
                return;
            }
            if (removal) {
                staying.put(key, request.address());
            } else {
                refused.put(key, refusal.text());
            }
            if (removal ? !stale.containsKey(key) : !refusal.text().equals(known.get(key))) {
                news.add(refusal.text());
            }
        });
        requests.forEach(request -> stale.remove(Key.of(request.address())));
        stale.putAll(staying);
        return news;
    }

    /** Asks, and lets the host know what was carried out. */
    private void change(HostEdge edge, List<AddressRequest> requests, HostEdge.Refusals refusals) {
        Set<AddressRequest> notDone = new HashSet<>();
        edge.change(requests, (request, refusal) -> {
            notDone.add(request);
            refusals.refused(request, refusal);
        });
        for (AddressRequest request : requests) {
            if (!notDone.contains(request)) {
                host.granted(request);
            }
        }
    }

    boolean isRefused(PlacedAddress address) {
        return !refused.isEmpty() && refused.containsKey(Key.of(address));
    }

    /** Whether an address was refused that should be there. */
    boolean isRefusing() {
        return !refused.isEmpty();
    }

    /** Whether the kernel has not what it should have, or has what it should not. */
    boolean isRetryNeeded() {
        return !refused.isEmpty() || !stale.isEmpty();
    }

    /** What the kernel refused, one sentence each. */
    List<String> refusals() {
        return List.copyOf(refused.values());
    }

    /** The reason why there is not one address; null if there is one, or none is wanted. */
    @Nullable
    String whyNone() {
        return placed.isEmpty() || refused.size() < placed.size()
                ? null
                : refused.values().iterator().next();
    }

    /** Those that the kernel took. */
    List<PlacedAddress> available() {
        return refused.isEmpty()
                ? placed
                : placed.stream().filter(each -> !isRefused(each)).toList();
    }

    // Removals

    /**
     * Removes all addresses but those by which the host itself lives.
     *
     * @param forGood whether an address owner ends, and leaves what it found
     * @return the kernel's reason for the first that stays, if that is news; null otherwise
     */
    @Nullable
    String removeAll(Edge edge, Site site, boolean forGood) {
        edge.keepNoLonger();
        List<AddressRequest> requests = removalsOf(site, forGood);
        String known = removalRefusal;
        removalRefusal = null;
        refused.clear();
        stale.clear();
        if (!requests.isEmpty()) {
            change(edge, requests, this::noteRemoval);
        }
        return removalRefusal == null || removalRefusal.equals(known) ? null : removalRefusal;
    }

    private void noteRemoval(AddressRequest request, Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.REFUSED) {
            stale.put(Key.of(request.address()), request.address());
            if (removalRefusal == null) {
                removalRefusal = refusal.text();
            }
        }
    }

    private List<AddressRequest> removalsOf(Site site, boolean forGood) {
        if (original.isEmpty() && stale.isEmpty()) {
            return removals;
        }
        List<AddressRequest> requests = new ArrayList<>(removals);
        requests.removeIf(each -> stays(each.address(), site, forGood));
        Map<Key, PlacedAddress> others = new LinkedHashMap<>(stale);
        placed.forEach(each -> others.remove(Key.of(each)));
        others.values().forEach(each -> requests.add(AddressRequest.remove(each)));
        return requests;
    }

    private boolean stays(PlacedAddress address, Site site, boolean forGood) {
        return original.contains(Key.of(address)) && (forGood || HostNeeds.isNeeded(host, address, site));
    }

    /** Whether the last {@link #removeAll} left something. */
    boolean isRemovalRefused() {
        return removalRefusal != null;
    }
}
