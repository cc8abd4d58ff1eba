package dev.vigil.daemon.kernel;

import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.Refusal;
import dev.vigil.core.place.RoutingRequest;
import dev.vigil.linux.NetlinkRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The routes and rules of one virtual router, done to the kernel. */
final class KernelRouting {
    private final LinuxMachine machine;
    private Map<PlacedEntry, EncodedEntry> encoded = Map.of();

    KernelRouting(LinuxMachine machine) {
        this.machine = machine;
    }

    void place(List<PlacedEntry> entries) {
        if (entries.isEmpty()) {
            encoded = Map.of();
            return;
        }
        machine.listenToRouting();
        Map<PlacedEntry, EncodedEntry> fresh = new HashMap<>();
        for (PlacedEntry entry : entries) {
            EncodedEntry same = encoded.get(entry);
            fresh.put(entry, same == null ? EncodedEntry.of(entry) : same);
        }
        encoded = fresh;
    }

    void change(List<RoutingRequest> requests, HostEdge.RoutingRefusals refusals) {
        List<NetlinkRequest> messages = new ArrayList<>(requests.size());
        for (RoutingRequest request : requests) {
            EncodedEntry prepared = encoded.get(request.entry());
            messages.add((prepared == null ? EncodedEntry.of(request.entry()) : prepared).request(request.kind()));
        }
        machine.execute(messages, (index, errno, text) -> {
            RoutingRequest request = requests.get(index);
            refusals.refused(request, new Refusal(EncodedEntry.kind(request, errno), text));
        });
    }
}
