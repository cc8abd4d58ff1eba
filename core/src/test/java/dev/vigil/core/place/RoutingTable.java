package dev.vigil.core.place;

import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RoutingEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes and rules as a kernel has them. */
final class RoutingTable {
    private final Queue<HostEvent> unread;
    private final List<PlacedEntry> present = new ArrayList<>();
    final Set<RoutingEntry> refusedToAdd = new HashSet<>();
    final Set<RoutingEntry> refusedToRemove = new HashSet<>();

    RoutingTable(Queue<HostEvent> unread) {
        this.unread = unread;
    }

    List<String> shown() {
        return present.stream().map(PlacedEntry::toString).toList();
    }

    /** Somebody removes it, and the kernel shows that. */
    void take(RoutingEntry entry) {
        if (present.removeIf(each -> each.entry().equals(entry))) {
            unread.add(new HostEvent.RoutingGone(entry.key()));
        }
    }

    /** Its routes go with an interface, without a word. */
    void drop(Link link) {
        present.removeIf(each -> each.entry() instanceof RouteEntry
                && each.links().stream().anyMatch(known -> known.ifindex() == link.ifindex()));
    }

    /** All go without a word. */
    void dropAll() {
        present.clear();
    }

    @Nullable
    Refusal change(RoutingRequest request, Map<Integer, Link> links) {
        PlacedEntry entry = request.entry();
        boolean there = present.stream().anyMatch(entry::isSame);
        if (request.kind() == RoutingRequest.Kind.REMOVE) {
            if (there && refusedToRemove.contains(entry.entry())) {
                return new Refusal(Refusal.Kind.REFUSED, "remove " + entry + ": refused");
            }
            boolean removed = present.removeIf(entry::isSame);
            if (removed) {
                unread.add(new HostEvent.RoutingGone(entry.entry().key()));
            }
            return removed ? null : new Refusal(Refusal.Kind.ABSENT, "remove " + entry + ": absent");
        }
        if (refusedToAdd.contains(entry.entry())) {
            return new Refusal(Refusal.Kind.REFUSED, "add " + entry + ": refused");
        }
        boolean down = entry.entry() instanceof RouteEntry
                && entry.links().stream()
                        .map(link -> links.get(link.ifindex()))
                        .anyMatch(link -> link == null || !link.up());
        if (down) {
            return new Refusal(Refusal.Kind.REFUSED, "add " + entry + ": network is down");
        }
        if (there) {
            return new Refusal(Refusal.Kind.EXISTS, "add " + entry + ": exists");
        }
        present.add(entry);
        return null;
    }
}
