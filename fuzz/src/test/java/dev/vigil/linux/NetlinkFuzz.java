package dev.vigil.linux;

import dev.vigil.core.address.Family;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RoutingKey;
import dev.vigil.fuzz.Property;
import dev.vigil.linux.NetlinkEvent.AddressChanged;
import dev.vigil.linux.NetlinkEvent.AddressGone;
import dev.vigil.linux.NetlinkEvent.LinkChanged;
import dev.vigil.linux.NetlinkEvent.LinkGone;
import dev.vigil.linux.Structs.Ifaddrmsg;
import dev.vigil.linux.Structs.Ifinfomsg;
import dev.vigil.linux.Structs.Nlmsghdr;
import dev.vigil.linux.Structs.Rtmsg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A datagram from the kernel: changes of interfaces and addresses, dumps, acknowledgements. The input is the datagram.
 *
 * <ul>
 *   <li>Nothing throws, and no byte of the datagram changes.
 *   <li>Bytes behind the datagram make no difference: nothing reads over its end.
 *   <li>Messages and attributes are no more than fit in, so that the work is linear.
 *   <li>What was understood is understood alike when it is encoded anew.
 * </ul>
 */
public final class NetlinkFuzz {
    private static final int BEHIND = 64;

    private NetlinkFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<Object> seen = read(input, (byte) 0);
        Property.equal(seen, read(input, (byte) 0xff), "bytes behind a datagram make no difference");
        for (Object each : seen) {
            if (each instanceof NetlinkEvent event) {
                assertUnderstoodAgain(event);
            }
        }
    }

    /** Everything that is read of a datagram, with other bytes behind it. */
    private static List<Object> read(byte[] datagram, byte behind) {
        byte[] memory = Arrays.copyOf(datagram, datagram.length + BEHIND);
        Arrays.fill(memory, datagram.length, memory.length, behind);
        byte[] before = memory.clone();
        NetlinkReader reader = new NetlinkReader(ByteBuffer.wrap(memory).order(ByteOrder.nativeOrder()));
        reader.begin(datagram.length);
        List<Object> seen = new ArrayList<>();
        int messages = 0;
        while (reader.next()) {
            messages++;
            Property.holds(reader.end() <= datagram.length, "a message ends within its datagram");
            RouteMessages.event(reader).ifPresent(seen::add);
            RouteMessages.link(reader).ifPresent(seen::add);
            RouteMessages.address(reader).ifPresent(seen::add);
            seen.add(Acknowledgement.errno(reader));
            seen.add(Acknowledgement.detail(reader));
            countAttributes(reader);
        }
        Property.holds(messages <= datagram.length / Nlmsghdr.SIZE, "messages are no more than fit in");
        Property.holds(Arrays.equals(before, memory), "reading changes no byte");
        seen.add(reader.isMalformed());
        return seen;
    }

    private static void countAttributes(NetlinkReader reader) {
        NetlinkReader.Attributes attributes = reader.attributes(reader.body(), reader.end());
        int count = 0;
        while (attributes.next()) {
            count++;
            Property.holds(
                    attributes.value() + attributes.lengthBytes() <= reader.end(), "a value ends within its message");
        }
        int room = reader.bodyLength() / NetlinkReader.ATTRIBUTE_HEADER_BYTES;
        Property.holds(count <= room, "attributes are no more than fit in");
    }

    private static void assertUnderstoodAgain(NetlinkEvent event) {
        ByteBuffer encoded = switch (event) {
            case LinkChanged(LinkInfo link) -> link(link, Constants.RTM_NEWLINK);
            case AddressChanged(AddressInfo address) -> address(address, Constants.RTM_NEWADDR);
            case AddressGone(AddressInfo address) -> address(address, Constants.RTM_DELADDR);
            case LinkGone(int ifindex, String name) -> linkGone(ifindex, name);
            case NetlinkEvent.RoutingGone(RoutingKey key) -> gone(key);
            case NetlinkEvent.Overrun _ -> throw new AssertionError("no datagram is an overrun");
        };
        NetlinkReader reader = new NetlinkReader(encoded);
        reader.begin(encoded.capacity());
        Property.holds(reader.next(), "an encoded message is a message");
        Property.equal(event, RouteMessages.event(reader).orElse(null), "decode(encode(x)) is x");
        Property.holds(!reader.next() && !reader.isMalformed(), "an encoded message is whole");
    }

    private static ByteBuffer gone(RoutingKey key) {
        boolean route = key.kind() == RoutingKey.Kind.ROUTE;
        NetlinkWriter writer =
                new NetlinkWriter(route ? RoutingConstants.RTM_DELROUTE : RoutingConstants.RTM_DELRULE, 0);
        int body = writer.reserve(Rtmsg.SIZE);
        writer.bytes().put(body + Rtmsg.RTM_FAMILY, RouteRequests.family(key.family()));
        if (route) {
            writer.bytes()
                    .put(body + Rtmsg.RTM_PROTOCOL, (byte) RoutingEntry.PROTOCOL_KEEPALIVED)
                    .put(body + Rtmsg.RTM_DST_LEN, (byte) key.prefixLength());
            writer.attribute(RoutingConstants.RTA_DST, key.destination());
            writer.attribute(RoutingConstants.RTA_TABLE, key.number());
        } else {
            writer.attribute(RoutingConstants.FRA_PROTOCOL, (byte) RoutingEntry.PROTOCOL_KEEPALIVED);
            writer.attribute(RoutingConstants.FRA_PRIORITY, key.number());
        }
        return writer.finish().bytes();
    }

    private static ByteBuffer linkGone(int ifindex, String name) {
        NetlinkWriter writer = new NetlinkWriter(Constants.RTM_DELLINK, 0);
        int body = writer.reserve(Ifinfomsg.SIZE);
        writer.bytes().putInt(body + Ifinfomsg.IFI_INDEX, ifindex);
        writer.attribute(Constants.IFLA_IFNAME, name);
        return writer.finish().bytes();
    }

    private static ByteBuffer link(LinkInfo link, int type) {
        NetlinkWriter writer = new NetlinkWriter(type, 0);
        int body = writer.reserve(Ifinfomsg.SIZE);
        writer.bytes()
                .putShort(body + Ifinfomsg.IFI_TYPE, (short) link.hardwareType())
                .putInt(body + Ifinfomsg.IFI_INDEX, link.ifindex())
                .putInt(body + Ifinfomsg.IFI_FLAGS, link.flags());
        writer.attribute(Constants.IFLA_IFNAME, link.name());
        writer.attribute(Constants.IFLA_MTU, link.mtuBytes());
        writer.attribute(Constants.IFLA_LINK, link.lowerIfindex());
        writer.attribute(Constants.IFLA_MASTER, link.masterIfindex());
        writer.attribute(Constants.IFLA_GROUP, link.group());
        link.mac().ifPresent(mac -> {
            int value = writer.attributeOfLength(Constants.IFLA_ADDRESS, MacAddress.LENGTH_BYTES);
            mac.write(writer.bytes(), value);
        });
        byte[] kind = link.kind().getBytes(StandardCharsets.UTF_8);
        int nestedLength = NetlinkReader.ATTRIBUTE_HEADER_BYTES + kind.length;
        int nested = writer.attributeOfLength(Constants.IFLA_LINKINFO, nestedLength);
        writer.bytes()
                .putShort(nested, (short) nestedLength)
                .putShort(nested + Short.BYTES, (short) Constants.IFLA_INFO_KIND)
                .put(nested + NetlinkReader.ATTRIBUTE_HEADER_BYTES, kind);
        return writer.finish().bytes();
    }

    private static ByteBuffer address(AddressInfo address, int type) {
        NetlinkWriter writer = new NetlinkWriter(type, 0);
        int body = writer.reserve(Ifaddrmsg.SIZE);
        int family = address.address().family() == Family.IPV4 ? Constants.AF_INET : Constants.AF_INET6;
        writer.bytes()
                .put(body + Ifaddrmsg.IFA_FAMILY, (byte) family)
                .put(body + Ifaddrmsg.IFA_PREFIXLEN, (byte) address.prefixLength())
                .put(body + Ifaddrmsg.IFA_SCOPE, (byte) address.scope())
                .putInt(body + Ifaddrmsg.IFA_INDEX, address.ifindex());
        writer.attribute(Constants.IFA_LOCAL, address.address());
        address.peer().ifPresent(peer -> writer.attribute(Constants.IFA_ADDRESS, peer));
        address.broadcast().ifPresent(broadcast -> writer.attribute(Constants.IFA_BROADCAST, broadcast));
        writer.attribute(Constants.IFA_LABEL, address.label());
        writer.attribute(Constants.IFA_FLAGS, address.flags());
        writer.attribute(Constants.IFA_PROTO, (byte) address.protocol());
        return writer.finish().bytes();
    }
}
