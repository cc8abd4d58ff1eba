package dev.vigil.daemon.balance;

import dev.vigil.config.model.Buffers;
import dev.vigil.core.address.IpAddress;
import dev.vigil.daemon.kernel.ReceiveQueue;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.NetlinkEvent;
import dev.vigil.linux.NetlinkMonitor;
import dev.vigil.linux.RouteNetlink;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The addresses of this host, whoever has put them there, by a socket of its own: so the VRRP loop has nothing to do with
 * the services that wait for an address.
 */
final class HeldAddresses implements AutoCloseable {
    /** One address may be on several interfaces. */
    private record Place(int ifindex, IpAddress address) {}

    private final NetlinkMonitor monitor;
    private final Set<Place> places = new HashSet<>();

    private HeldAddresses(NetlinkMonitor monitor) {
        this.monitor = monitor;
    }

    static HeldAddresses open() {
        HeldAddresses opened = new HeldAddresses(NetlinkMonitor.open());
        opened.readAll();
        return opened;
    }

    private void readAll() {
        places.clear();
        try (RouteNetlink netlink = RouteNetlink.open()) {
            netlink.addresses().forEach(this::add);
        }
    }

    private void add(AddressInfo info) {
        places.add(new Place(info.ifindex(), info.address()));
    }

    /** Gives the kernel's queue of changes the length that is configured. */
    void resize(Buffers.Buffer buffer) {
        ReceiveQueue.resize(monitor, buffer, NetlinkMonitor.RECEIVE_BUFFER_BYTES);
    }

    int fd() {
        return monitor.fd();
    }

    /** Takes in what has changed; false if more is waiting. */
    boolean read() {
        return monitor.read(event -> {
            switch (event) {
                case NetlinkEvent.AddressChanged(AddressInfo info) -> add(info);
                case NetlinkEvent.AddressGone(AddressInfo info) ->
                    places.remove(new Place(info.ifindex(), info.address()));
                case NetlinkEvent.LinkGone gone -> places.removeIf(place -> place.ifindex == gone.ifindex());
                case NetlinkEvent.Overrun _ -> readAll();
                case NetlinkEvent.LinkChanged _, NetlinkEvent.RoutingGone _ -> {}
            }
        });
    }

    Set<IpAddress> addresses() {
        return places.stream().map(Place::address).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        monitor.close();
    }
}
