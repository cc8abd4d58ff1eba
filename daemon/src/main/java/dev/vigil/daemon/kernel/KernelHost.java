package dev.vigil.daemon.kernel;

import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.HostEdge;
import dev.vigil.core.place.PlacedEntry;
import dev.vigil.core.place.RoutingRequest;
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
        machine.change(requests, EncodedAddress::of, refusals);
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
