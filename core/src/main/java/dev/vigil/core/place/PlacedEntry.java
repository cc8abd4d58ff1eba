package dev.vigil.core.place;

import dev.vigil.core.routing.RoutingEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route or rule, with those of its interfaces that exist.
 *
 * @param links in no order that matters
 */
public record PlacedEntry(RoutingSpec spec, List<Link> links) {
    /** Places it on the interfaces that exist; null if it cannot do without one that does not. */
    static @Nullable PlacedEntry on(Host host, RoutingSpec spec) {
        RoutingEntry entry = spec.entry();
        List<Link> links = new ArrayList<>(1);
        for (String name : entry.interfaces()) {
            Link link = host.link(name);
            if (link != null) {
                links.add(link);
            } else if (entry.needsInterfaces()) {
                return null;
            }
        }
        return new PlacedEntry(spec, links);
    }

    public RoutingEntry entry() {
        return spec.entry();
    }

    /** The number of an interface that the entry names. */
    public int ifindex(String name) {
        for (Link link : links) {
            if (link.name().equals(name)) {
                return link.ifindex();
            }
        }
        return 0;
    }

    /** Whether the kernel takes both for the same: entry and interfaces make it. */
    boolean isSame(PlacedEntry other) {
        if (!entry().equals(other.entry()) || links.size() != other.links.size()) {
            return false;
        }
        for (int index = 0; index < links.size(); index++) {
            if (links.get(index).ifindex() != other.links.get(index).ifindex()) {
                return false;
            }
        }
        return true;
    }

    /** The interface that is down, without which the kernel has no such route; null if none is. */
    @Nullable
    Link down() {
        if (entry().needsInterfaces()) {
            for (Link link : links) {
                if (!link.up()) {
                    return link;
                }
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return entry().toString();
    }
}
