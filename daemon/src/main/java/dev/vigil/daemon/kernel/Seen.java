package dev.vigil.daemon.kernel;

import dev.vigil.core.place.Host;
import dev.vigil.core.place.HostAddress;
import dev.vigil.core.place.HostEvent;
import dev.vigil.core.place.Link;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.InterfaceAddress;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.MacAddress;
import dev.vigil.linux.NetlinkEvent;
import dev.vigil.linux.RouteNetlink;
import java.util.function.UnaryOperator;

/** What netlink shows, in the words of the core. */
public final class Seen {
    private Seen() {}

    /** Everything that the network namespace of the netlink socket has. */
    public static void list(RouteNetlink netlink, Host into) {
        netlink.links().forEach(link -> into.put(link(link)));
        netlink.addresses().forEach(address -> into.put(address(address)));
    }

    /** The same, with each link as the second argument has it. */
    static void list(RouteNetlink netlink, Host into, UnaryOperator<Link> counted) {
        netlink.links().forEach(link -> into.put(counted.apply(link(link))));
        netlink.addresses().forEach(address -> into.put(address(address)));
    }

    static HostEvent event(NetlinkEvent event) {
        return switch (event) {
            case NetlinkEvent.LinkChanged changed -> new HostEvent.LinkSeen(link(changed.link()));
            case NetlinkEvent.LinkGone gone -> new HostEvent.LinkGone(gone.ifindex(), gone.name());
            case NetlinkEvent.AddressChanged changed -> new HostEvent.AddressSeen(address(changed.address()));
            case NetlinkEvent.AddressGone gone -> new HostEvent.AddressGone(address(gone.address()));
            case NetlinkEvent.RoutingGone gone -> new HostEvent.RoutingGone(gone.key());
            case NetlinkEvent.Overrun _ -> new HostEvent.Lost();
        };
    }

    static Link link(LinkInfo info) {
        return new Link(
                info.ifindex(),
                info.name(),
                info.isUp(),
                info.isRunning(),
                info.isLoopback(),
                !info.isWithoutArp(),
                info.mac().map(MacAddress::bits).orElse(Link.NO_MAC));
    }

    private static HostAddress address(AddressInfo info) {
        return new HostAddress(
                info.ifindex(),
                info.address(),
                info.prefixLength(),
                info.isSecondary(),
                info.isTentative(),
                info.protocol() == InterfaceAddress.PROTOCOL_KEEPALIVED);
    }
}
