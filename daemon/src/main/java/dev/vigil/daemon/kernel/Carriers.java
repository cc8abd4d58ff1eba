package dev.vigil.daemon.kernel;

import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The links as they count: where a carrier is polled, what the poll found, in place of what the kernel shows by itself. */
final class Carriers {
    /** What the kernel has shown. */
    private final Map<Integer, Link> shown = new HashMap<>();

    /** Whether there is a carrier, by the names of the links that are polled. */
    private Map<String, Boolean> polled = Map.of();

    /** A link that the kernel shows. */
    Link see(Link link) {
        shown.put(link.ifindex(), link);
        return counted(link);
    }

    /** An event as it counts. */
    HostEvent see(HostEvent event) {
        return switch (event) {
            case HostEvent.LinkSeen(Link link) -> new HostEvent.LinkSeen(see(link));
            case HostEvent.LinkGone gone -> {
                shown.remove(gone.ifindex());
                yield gone;
            }
            case HostEvent.AddressSeen _, HostEvent.AddressGone _, HostEvent.RoutingGone _, HostEvent.Lost _ -> event;
        };
    }

    /** Takes over what was polled; the links that it changes. */
    List<HostEvent> poll(Map<String, Boolean> found) {
        Map<Integer, Link> before = new HashMap<>();
        shown.values().forEach(link -> before.put(link.ifindex(), counted(link)));
        polled = Map.copyOf(found);
        List<HostEvent> changes = new ArrayList<>();
        for (Link link : shown.values()) {
            Link now = counted(link);
            if (!now.equals(before.get(link.ifindex()))) {
                changes.add(new HostEvent.LinkSeen(now));
            }
        }
        return changes;
    }

    private Link counted(Link link) {
        Boolean carrier = polled.get(link.name());
        return carrier == null ? link : link.withCarrier(carrier);
    }
}
