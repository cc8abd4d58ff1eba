package dev.vigil.daemon.kernel;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.packet.GratuitousArp;
import dev.vigil.core.packet.NeighborAdvertisement;
import dev.vigil.core.place.AddressOptions;
import dev.vigil.core.place.AddressRequest;
import dev.vigil.core.place.AddressSpec;
import dev.vigil.core.place.Link;
import dev.vigil.core.place.PlacedAddress;
import dev.vigil.core.place.Refusal;
import dev.vigil.linux.Errno;
import dev.vigil.linux.InterfaceAddress;
import dev.vigil.linux.LinuxException;
import dev.vigil.linux.NativeBuffer;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.PacketSocket;
import dev.vigil.linux.Sysctl;
import java.util.Optional;

/**
 * A virtual address with everything that is done to it encoded in advance.
 *
 * @param frame what announces it; empty for an interface without ARP
 */
record EncodedAddress(
        NetlinkRequest add, NetlinkRequest replace, NetlinkRequest remove, Optional<Announcer.Frame> frame) {

    static EncodedAddress of(PlacedAddress placed) {
        AddressSpec spec = placed.spec();
        InterfaceAddress address = new InterfaceAddress(
                placed.ifindex(),
                spec.address(),
                spec.prefixLength(),
                spec.peer(),
                spec.broadcast(),
                spec.label(),
                spec.scope(),
                flags(spec),
                spec.options().preferredS().orElse(InterfaceAddress.FOREVER),
                InterfaceAddress.PROTOCOL_KEEPALIVED);
        return new EncodedAddress(
                NetlinkRequest.addAddress(address),
                NetlinkRequest.replaceAddress(address),
                NetlinkRequest.deleteAddress(address),
                announcement(placed.link(), spec.address()));
    }

    /** The same, as requests that the kernel grants without doing anything. */
    EncodedAddress asNothing() {
        return new EncodedAddress(add.asNothing(), replace.asNothing(), remove.asNothing(), frame);
    }

    NetlinkRequest request(AddressRequest.Kind kind) {
        return switch (kind) {
            case ADD -> add;
            case REPLACE -> replace;
            case REMOVE -> remove;
        };
    }

    /** What is there or gone already is as wanted. */
    static Refusal.Kind kind(AddressRequest request, int errno) {
        if (request.kind() != AddressRequest.Kind.REMOVE) {
            return errno == Errno.EEXIST ? Refusal.Kind.EXISTS : Refusal.Kind.REFUSED;
        }
        return errno == Errno.EADDRNOTAVAIL || errno == Errno.ENODEV ? Refusal.Kind.ABSENT : Refusal.Kind.REFUSED;
    }

    /** What announces an address on a link; empty for one without ARP. */
    static Optional<Announcer.Frame> announcement(Link link, IpAddress address) {
        return link.arp() && link.mac() != Link.NO_MAC ? Optional.of(frame(link, address)) : Optional.empty();
    }

    private static int flags(AddressSpec spec) {
        AddressOptions options = spec.options();
        int flags = spec.noPrefixRoute() ? InterfaceAddress.NO_PREFIX_ROUTE : 0;
        flags |= options.autoJoin() ? InterfaceAddress.MULTICAST_AUTOJOIN : 0;
        if (spec.address().family() == Family.IPV6) {
            flags |= options.detectDuplicates() ? 0 : InterfaceAddress.NO_DAD;
            flags |= options.home() ? InterfaceAddress.HOME_ADDRESS : 0;
            flags |= options.manageTemporary() ? InterfaceAddress.MANAGE_TEMPORARY : 0;
        }
        return flags;
    }

    private static Announcer.Frame frame(Link link, IpAddress address) {
        return switch (address.family()) {
            case IPV4 -> {
                NativeBuffer bytes = NativeBuffer.packet(GratuitousArp.LENGTH);
                GratuitousArp.encode(bytes.bytes(), link.mac(), address);
                yield new Announcer.Frame(bytes, link.ifindex(), PacketSocket.ETHERTYPE_ARP, link.name());
            }
            case IPV6 -> {
                NativeBuffer bytes = NativeBuffer.packet(NeighborAdvertisement.LENGTH);
                NeighborAdvertisement.encode(bytes.bytes(), link.mac(), address, isRouter(link));
                yield new Announcer.Frame(bytes, link.ifindex(), PacketSocket.ETHERTYPE_IPV6, link.name());
            }
        };
    }

    /** Whether this node forwards IPv6 packets that come in on the interface (RFC 4861 4.4, the R flag). */
    private static boolean isRouter(Link link) {
        try {
            return Sysctl.read("net", "ipv6", "conf", link.name(), "forwarding")
                    .map(value -> !value.equals("0"))
                    .orElse(false);
        } catch (LinuxException unreadable) {
            // As where there is no such setting: no address is given up for want of a descriptor.
            return false;
        }
    }
}
