package dev.vigil.linux;

import static dev.vigil.linux.Constants.AF_INET;
import static dev.vigil.linux.Constants.AF_INET6;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.NetlinkEvent.AddressChanged;
import dev.vigil.linux.NetlinkEvent.AddressGone;
import dev.vigil.linux.NetlinkEvent.LinkChanged;
import dev.vigil.linux.NetlinkEvent.LinkGone;
import dev.vigil.linux.NetlinkEvent.RoutingGone;
import dev.vigil.linux.NetlinkReader.Attributes;
import dev.vigil.linux.Structs.Ifaddrmsg;
import dev.vigil.linux.Structs.Ifinfomsg;
import dev.vigil.linux.Structs.Ndmsg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands the kernel's messages about interfaces and addresses. A message that makes no sense is no message. */
final class RouteMessages {
    private static final int AF_UNSPEC = 0;

    private RouteMessages() {}

    /** The event that the reader's current message stands for, if it is one. */
    static Optional<NetlinkEvent> event(NetlinkReader message) {
        return switch (message.type()) {
            case Constants.RTM_NEWLINK -> link(message).map(LinkChanged::new);
            case Constants.RTM_DELLINK -> link(message).map(link -> new LinkGone(link.ifindex(), link.name()));
            case Constants.RTM_NEWADDR -> address(message).map(AddressChanged::new);
            case Constants.RTM_DELADDR -> address(message).map(AddressGone::new);
            case RoutingConstants.RTM_DELROUTE, RoutingConstants.RTM_DELRULE ->
                RoutingMessages.gone(message).map(RoutingGone::new);
            default -> Optional.empty();
        };
    }

    /** The interface that the reader's current message describes. */
    static Optional<LinkInfo> link(NetlinkReader message) {
        if (message.bodyLength() < Ifinfomsg.SIZE) {
            return Optional.empty();
        }
        ByteBuffer bytes = message.bytes();
        int body = message.body();
        if (bytes.get(body + Ifinfomsg.IFI_FAMILY) != AF_UNSPEC) {
            // A bridge port that leaves its bridge is a deletion too, in the bridge's own family.
            return Optional.empty();
        }
        LinkAttributes found = new LinkAttributes();
        Attributes attributes = message.attributes(body + Ifinfomsg.SIZE, message.end());
        while (attributes.next()) {
            found.take(attributes, bytes);
        }
        if (found.name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LinkInfo(
                bytes.getInt(body + Ifinfomsg.IFI_INDEX),
                found.name,
                bytes.getShort(body + Ifinfomsg.IFI_TYPE) & 0xffff,
                bytes.getInt(body + Ifinfomsg.IFI_FLAGS),
                found.mtuBytes,
                Optional.ofNullable(found.mac),
                found.lowerIfindex,
                found.masterIfindex,
                found.kind,
                found.group));
    }

    private static final class LinkAttributes {
        private String name = "";
        private int mtuBytes;
        private @Nullable MacAddress mac;
        private int lowerIfindex;
        private int masterIfindex;
        private String kind = "";
        private int group;

        private void take(Attributes attribute, ByteBuffer bytes) {
            switch (attribute.type()) {
                case Constants.IFLA_IFNAME -> name = attribute.text();
                case Constants.IFLA_MTU -> mtuBytes = attribute.intValue();
                case Constants.IFLA_LINK -> lowerIfindex = attribute.intValue();
                case Constants.IFLA_MASTER -> masterIfindex = attribute.intValue();
                case Constants.IFLA_GROUP -> group = attribute.intValue();
                case Constants.IFLA_ADDRESS -> {
                    if (attribute.lengthBytes() == MacAddress.LENGTH_BYTES) {
                        mac = MacAddress.read(bytes, attribute.value());
                    }
                }
                case Constants.IFLA_LINKINFO -> {
                    Attributes nested = attribute.nested();
                    while (nested.next()) {
                        if (nested.type() == Constants.IFLA_INFO_KIND) {
                            kind = nested.text();
                        }
                    }
                }
                default -> {
                    // The kernel tells much more than anybody here asks.
                }
            }
        }
    }

    /** The address that the reader's current message describes. */
    static Optional<AddressInfo> address(NetlinkReader message) {
        if (message.bodyLength() < Ifaddrmsg.SIZE) {
            return Optional.empty();
        }
        ByteBuffer bytes = message.bytes();
        int body = message.body();
        int familyNumber = bytes.get(body + Ifaddrmsg.IFA_FAMILY);
        if (familyNumber != AF_INET && familyNumber != AF_INET6) {
            return Optional.empty();
        }
        AddressAttributes found = new AddressAttributes(familyNumber == AF_INET ? Family.IPV4 : Family.IPV6);
        found.flags = bytes.get(body + Ifaddrmsg.IFA_FLAGS) & 0xff;
        Attributes attributes = message.attributes(body + Ifaddrmsg.SIZE, message.end());
        while (attributes.next()) {
            found.take(attributes, bytes);
        }
        // Without IFA_LOCAL (IPv6 that is not point-to-point) IFA_ADDRESS is the own address, with it the peer's.
        IpAddress own = found.local != null ? found.local : found.address;
        int prefixLength = bytes.get(body + Ifaddrmsg.IFA_PREFIXLEN) & 0xff;
        if (own == null || prefixLength > own.family().prefixMax()) {
            return Optional.empty();
        }
        IpAddress peer = found.address;
        // Not equals, whose first use in a record takes milliseconds.
        if (peer != null && peer.compareTo(own) == 0) {
            peer = null;
        }
        return Optional.of(new AddressInfo(
                bytes.getInt(body + Ifaddrmsg.IFA_INDEX),
                own,
                prefixLength,
                Optional.ofNullable(peer),
                Optional.ofNullable(found.broadcast),
                bytes.get(body + Ifaddrmsg.IFA_SCOPE) & 0xff,
                found.flags,
                found.label,
                found.protocol));
    }

    /** The neighbour that the reader's current message describes; empty if it has no Ethernet address. */
    static Optional<NeighbourInfo> neighbour(NetlinkReader message) {
        if (message.bodyLength() < Ndmsg.SIZE) {
            return Optional.empty();
        }
        ByteBuffer bytes = message.bytes();
        int body = message.body();
        int familyNumber = bytes.get(body + Ndmsg.NDM_FAMILY);
        if (familyNumber != AF_INET && familyNumber != AF_INET6) {
            return Optional.empty();
        }
        Family family = familyNumber == AF_INET ? Family.IPV4 : Family.IPV6;
        IpAddress address = null;
        MacAddress mac = null;
        Attributes attributes = message.attributes(body + Ndmsg.SIZE, message.end());
        while (attributes.next()) {
            int length = attributes.lengthBytes();
            if (attributes.type() == Constants.NDA_DST && length == family.lengthBytes()) {
                address = IpAddress.read(bytes.duplicate().order(ByteOrder.BIG_ENDIAN), attributes.value(), family);
            } else if (attributes.type() == Constants.NDA_LLADDR && length == MacAddress.LENGTH_BYTES) {
                mac = MacAddress.read(bytes, attributes.value());
            }
        }
        return address == null || mac == null
                ? Optional.empty()
                : Optional.of(new NeighbourInfo(bytes.getInt(body + Ndmsg.NDM_IFINDEX), address, mac));
    }

    private static final class AddressAttributes {
        private final Family family;
        private @Nullable IpAddress local;
        private @Nullable IpAddress address;
        private @Nullable IpAddress broadcast;
        private int flags;
        private String label = "";
        private int protocol;

        private AddressAttributes(Family family) {
            this.family = family;
        }

        private void take(Attributes attribute, ByteBuffer bytes) {
            switch (attribute.type()) {
                case Constants.IFA_LOCAL -> local = ip(attribute, bytes);
                case Constants.IFA_ADDRESS -> address = ip(attribute, bytes);
                case Constants.IFA_BROADCAST -> broadcast = ip(attribute, bytes);
                case Constants.IFA_LABEL -> label = attribute.text();
                case Constants.IFA_FLAGS -> flags = attribute.intValue();
                case Constants.IFA_PROTO ->
                    protocol = attribute.lengthBytes() > 0 ? bytes.get(attribute.value()) & 0xff : 0;
                default -> {
                    // Lifetimes and statistics.
                }
            }
        }

        private @Nullable IpAddress ip(Attributes attribute, ByteBuffer bytes) {
            return attribute.lengthBytes() == family.lengthBytes()
                    ? IpAddress.read(bytes.duplicate().order(ByteOrder.BIG_ENDIAN), attribute.value(), family)
                    : null;
        }
    }
}
