package dev.vigil.core.place;

import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.core.vrrp.VirtualRouter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is done about routes and rules: their holder has them at times, as a master does behind its addresses. One that is refused leaves the others in service. The kernel takes an addition of what is there for done, so to
 * put back whatever may be lost is to ask for it again.
 */
final class HeldRouting {
    private final Host host;
    private final Story story;
    private final Holder holder;
    private List<RoutingSpec> wanted;
    private HostEdge edge;
    private List<PlacedEntry> placed = List.of();

    /** Entries that name an interface which does not exist, one sentence each. */
    private List<String> homeless = List.of();

    /** The reason for each entry that the holder lacks. */
    private final Map<RoutingEntry, String> refused = new LinkedHashMap<>();

    /** Entries that the kernel refused to remove, those of an earlier configuration among them. */
    private final Map<RoutingEntry, PlacedEntry> stale = new LinkedHashMap<>();

    /** What the kernel showed to be gone. */
    private final Set<RoutingKey> gone = new HashSet<>();

    /** Whether all may be gone, without a word of the kernel. */
    private boolean doubtful;

    /** When the kernel is asked again for what it refused. */
    private long retryNs = VirtualRouter.NEVER;

    HeldRouting(Host host, Story story, Holder holder, List<RoutingSpec> wanted, HostEdge edge) {
        this.host = host;
        this.story = story;
        this.holder = holder;
        this.wanted = wanted;
        this.edge = edge;
    }

    /** Whether there is nothing to do, ever. */
    private boolean isIdle() {
        return wanted.isEmpty() && placed.isEmpty() && stale.isEmpty();
    }

    long deadlineNs() {
        return retryNs;
    }

    boolean isLacking() {
        return !refused.isEmpty() || !homeless.isEmpty();
    }

    /** What the holder lacks, one sentence each. */
    void lacking(List<String> list) {
        list.addAll(refused.values());
        list.addAll(homeless);
    }

    // Where they are

    /** Removes what another site does not have. */
    void giveUp(List<RoutingSpec> next, long nowNs) {
        if (isIdle() || !holder.has()) {
            return;
        }
        Set<RoutingEntry> staying = new HashSet<>();
        next.forEach(spec -> staying.add(spec.entry()));
        List<PlacedEntry> kept = new ArrayList<>();
        List<RoutingRequest> requests = new ArrayList<>();
        for (PlacedEntry entry : placed) {
            if (staying.contains(entry.entry())) {
                kept.add(entry);
            } else {
                requests.addFirst(RoutingRequest.remove(entry));
            }
        }
        placed = kept;
        Set<RoutingEntry> _ = request(requests, nowNs);
    }

    /** Other entries from now on, by another edge; nothing is asked of the kernel yet. */
    void takeOver(List<RoutingSpec> next, HostEdge nextEdge) {
        wanted = next;
        edge = nextEdge;
    }

    /** Removes what an earlier run left behind, as far as the configuration knows it. */
    void clearLeftovers(long nowNs) {
        boolean _ = place();
        List<RoutingRequest> requests = new ArrayList<>();
        for (PlacedEntry entry : placed) {
            // Without the mark nobody knows whose they are.
            if (entry.entry().protocol() == RoutingEntry.PROTOCOL_KEEPALIVED) {
                requests.addFirst(RoutingRequest.remove(entry));
            }
        }
        Set<RoutingEntry> _ = request(requests, nowNs);
    }

    /** Takes over what is wanted on the interfaces that exist now; whether that makes a difference. */
    boolean place() {
        if (isIdle()) {
            return false;
        }
        List<PlacedEntry> now = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (RoutingSpec spec : wanted) {
            PlacedEntry entry = PlacedEntry.on(host, spec);
            if (entry == null) {
                without.add(spec.entry() + ": an interface of it does not exist");
            } else {
                now.add(entry);
            }
        }
        homeless = List.copyOf(without);
        if (now.equals(placed)) {
            return false;
        }
        placed = List.copyOf(now);
        Set<RoutingEntry> current = new HashSet<>();
        placed.forEach(each -> current.add(each.entry()));
        refused.keySet().retainAll(current);
        edge.placeRouting(placed);
        return true;
    }

    /** Takes over the entries of a changed configuration, after {@link #giveUp}. */
    void replace(long nowNs) {
        boolean _ = place();
        if (!placed.isEmpty()) {
            edge.placeRouting(placed);
        }
        add(nowNs);
    }

    /** Follows interfaces that came, went or changed. */
    void follow(long nowNs) {
        List<PlacedEntry> before = placed;
        if (!place() || !holder.has()) {
            return;
        }
        // Of an interface that has another name now the kernel keeps what it has.
        List<RoutingRequest> requests = new ArrayList<>();
        for (PlacedEntry entry : before) {
            if (placed.stream().noneMatch(entry::isSame)) {
                requests.addFirst(RoutingRequest.remove(entry));
            }
        }
        Set<RoutingEntry> _ = request(requests, nowNs);
        add(nowNs);
    }

    // Additions

    /** Asks for all that the holder has. */
    void add(long nowNs) {
        if (placed.isEmpty() || !holder.has()) {
            return;
        }
        List<RoutingRequest> requests = new ArrayList<>(placed.size());
        for (PlacedEntry entry : placed) {
            Link down = entry.down();
            if (down == null) {
                requests.add(RoutingRequest.add(entry));
            } else {
                refused.put(entry.entry(), entry + ": " + down.name() + " is " + down.obstacle());
            }
        }
        Set<RoutingEntry> _ = request(requests, nowNs);
    }

    /** Asks again for what was refused, if that is due. */
    void retry(long nowNs) {
        if (retryNs > nowNs) {
            return;
        }
        retryNs = VirtualRouter.NEVER;
        List<RoutingRequest> requests = new ArrayList<>();
        for (PlacedEntry entry : placed) {
            if (holder.has() && refused.containsKey(entry.entry()) && entry.down() == null) {
                requests.add(RoutingRequest.add(entry));
            }
        }
        stale.values().forEach(entry -> requests.add(RoutingRequest.remove(entry)));
        Set<RoutingEntry> _ = request(requests, nowNs);
    }

    // Losses

    /** The kernel shows that a route or rule is gone. */
    void onGone(RoutingKey key) {
        gone.add(key);
    }

    /** The kernel may have dropped all of them without a word. */
    void onDoubt() {
        doubtful = true;
    }

    /** Puts back what something else took. */
    void compare(long nowNs) {
        if (gone.isEmpty() && !doubtful) {
            return;
        }
        List<RoutingRequest> requests = new ArrayList<>();
        for (PlacedEntry entry : placed) {
            boolean lost = doubtful
                    || (entry.spec().tracked() && gone.contains(entry.entry().key()));
            if (lost && holder.restores() && !refused.containsKey(entry.entry()) && entry.down() == null) {
                requests.add(RoutingRequest.add(entry));
            }
        }
        gone.clear();
        doubtful = false;
        Set<RoutingEntry> came = request(requests, nowNs);
        for (RoutingRequest request : requests) {
            RoutingEntry entry = request.entry().entry();
            if (came.contains(entry) || refused.containsKey(entry)) {
                story.routingLost(holder.name(), entry, came.contains(entry));
            }
        }
    }

    // Removals

    /** Removes all, in the order that is opposite to that of adding. */
    void removeAll(long nowNs) {
        if (isIdle()) {
            return;
        }
        List<RoutingRequest> requests = new ArrayList<>();
        placed.forEach(entry -> requests.addFirst(RoutingRequest.remove(entry)));
        for (PlacedEntry entry : stale.values()) {
            if (placed.stream().noneMatch(entry::isSame)) {
                requests.add(RoutingRequest.remove(entry));
            }
        }
        refused.clear();
        gone.clear();
        doubtful = false;
        Set<RoutingEntry> _ = request(requests, nowNs);
    }

    /** Carries out requests and reports what is refused for the first time; those that were granted and not there before. */
    private Set<RoutingEntry> request(List<RoutingRequest> requests, long nowNs) {
        if (requests.isEmpty()) {
            return Set.of();
        }
        Set<RoutingEntry> granted = new HashSet<>();
        Map<RoutingEntry, String> known = new LinkedHashMap<>(refused);
        Set<RoutingEntry> staying = new HashSet<>(stale.keySet());
        for (RoutingRequest request : requests) {
            granted.add(request.entry().entry());
            refused.remove(request.entry().entry());
            stale.remove(request.entry().entry());
        }
        edge.changeRouting(requests, (request, refusal) -> {
            RoutingEntry entry = request.entry().entry();
            granted.remove(entry);
            if (refusal.kind() != Refusal.Kind.REFUSED) {
                return;
            }
            boolean removal = request.kind() == RoutingRequest.Kind.REMOVE;
            if (removal) {
                stale.put(entry, request.entry());
            } else {
                refused.put(entry, refusal.text());
            }
            if (removal ? !staying.contains(entry) : !refusal.text().equals(known.get(entry))) {
                story.refused(holder.name(), refusal.text());
            }
        });
        if (!refused.isEmpty() || !stale.isEmpty()) {
            retryNs = Math.min(retryNs, nowNs + PlacedRouter.RETRY_NS);
        }
        return granted;
    }

    /** Nothing is waited for any more. */
    void end() {
        retryNs = VirtualRouter.NEVER;
    }
}
