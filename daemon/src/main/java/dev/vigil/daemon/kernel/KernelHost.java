package dev.vigil.daemon.kernel;

import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.Refusal;
import dev.vigil.core.place.RoutingRequest;
import dev.vigil.linux.NetlinkRequest;
import java.util.List;

/** What is done to the addresses, routes and rules that belong to no virtual router, done to the kernel. */
final class KernelHost implements HostEdge {
    private final LinuxMachine machine;
    private final KernelRouting routing;

    KernelHost(LinuxMachine machine) {
        this.machine = machine;
        routing = new KernelRouting(machine);
    }

    @Override
    public void change(List<AddressRequest> requests, Refusals refusals) {
        List<NetlinkRequest> messages = requests.stream()
                .map(request -> EncodedAddress.of(request.address()).request(request.kind()))
                .toList();
        machine.execute(messages, (index, errno, text) -> {
            AddressRequest request = requests.get(index);
            refusals.refused(request, new Refusal(EncodedAddress.kind(request, errno), text));
        });
    }

    @Override
    public void placeRouting(List<PlacedEntry> entries) {
        routing.place(entries);
    }

    @Override
    public void changeRouting(List<RoutingRequest> requests, RoutingRefusals refusals) {
        routing.change(requests, refusals);
    }
}
