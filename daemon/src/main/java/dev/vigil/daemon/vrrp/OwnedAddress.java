package dev.vigil.daemon.vrrp;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.GratuitousArp;
import dev.vigil.core.packet.NeighborAdvertisement;
import dev.vigil.linux.InterfaceAddress;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.MacAddress;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.PacketSocket;
import dev.vigil.linux.Sysctl;
import java.util.Optional;

/**
 * A virtual address on a real interface, with everything that is done to it encoded in advance.
 *
 * @param frame what announces it; empty for an interface without ARP
 */
record OwnedAddress(
        VirtualAddress config,
        int ifindex,
        NetlinkRequest add,
        NetlinkRequest replace,
        NetlinkRequest delete,
        Optional<Announcer.Frame> frame) {

    static OwnedAddress on(LinkInfo link, VirtualAddress config) {
        InterfaceAddress address = new InterfaceAddress(
                link.ifindex(),
                config.address(),
                config.prefixLength(),
                config.peer(),
                config.broadcast(),
                config.label(),
                config.scope(),
                flags(config),
                lifetimeS(config),
                InterfaceAddress.PROTOCOL_KEEPALIVED);
        return new OwnedAddress(
                config,
                link.ifindex(),
                NetlinkRequest.addAddress(address),
                NetlinkRequest.replaceAddress(address),
                NetlinkRequest.deleteAddress(address),
                announcement(link, config.address()));
    }

    /** What announces an address on a link; empty for one without ARP. */
    static Optional<Announcer.Frame> announcement(LinkInfo link, IpAddress address) {
        return link.isWithoutArp() ? Optional.empty() : link.mac().map(mac -> frame(link, mac, address));
    }

    private static int flags(VirtualAddress config) {
        int flags = config.noPrefixRoute() ? InterfaceAddress.NO_PREFIX_ROUTE : 0;
        return config.address().family() == Family.IPV6 ? flags | InterfaceAddress.NO_DAD : flags;
    }

    // An IPv6 host address is never chosen as a source by itself.
    private static long lifetimeS(VirtualAddress config) {
        boolean deprecated = config.address().family() == Family.IPV6 && config.prefixLength() == 128;
        return deprecated ? 0 : InterfaceAddress.FOREVER;
    }

    private static Announcer.Frame frame(LinkInfo link, MacAddress mac, IpAddress address) {
        return switch (address.family()) {
            case IPV4 -> {
                NativeBuffer bytes = NativeBuffer.packet(GratuitousArp.LENGTH);
                GratuitousArp.encode(bytes.bytes(), mac.bits(), address);
                yield new Announcer.Frame(bytes, link.ifindex(), PacketSocket.ETHERTYPE_ARP);
            }
            case IPV6 -> {
                NativeBuffer bytes = NativeBuffer.packet(NeighborAdvertisement.LENGTH);
                NeighborAdvertisement.encode(bytes.bytes(), mac.bits(), address, isRouter(link));
                yield new Announcer.Frame(bytes, link.ifindex(), PacketSocket.ETHERTYPE_IPV6);
            }
        };
    }

    /** Whether this node forwards IPv6 packets that come in on the interface (RFC 4861 4.4, the R flag). */
    private static boolean isRouter(LinkInfo link) {
        return Sysctl.read("net", "ipv6", "conf", link.name(), "forwarding")
                .map(value -> !value.equals("0"))
                .orElse(false);
    }

    /** As {@code 192.0.2.1 on eth0}. */
    @Override
    public String toString() {
        return config.address() + " on " + config.interfaceName();
    }
}
