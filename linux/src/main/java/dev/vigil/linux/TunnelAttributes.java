package dev.vigil.linux;

import dev.vigil.core.address.Family;
import dev.vigil.core.routing.Encapsulation;
import java.nio.ByteOrder;
import java.util.List;

/** Encodes what the packets of a route are put into. */
final class TunnelAttributes {
    private static final int LABEL_SHIFT = 12;

    /** Says that no label follows; it stands in front of the TTL, which 0 leaves to the kernel. */
    private static final int BOTTOM_OF_STACK = 1 << 8;

    private TunnelAttributes() {}

    static void write(NetlinkWriter writer, Encapsulation encapsulation) {
        int type = writer.attributeOfLength(RoutingConstants.RTA_ENCAP_TYPE, Short.BYTES);
        writer.bytes().putShort(type, (short) type(encapsulation));
        int all = writer.begin(RoutingConstants.RTA_ENCAP | FilterConstants.NLA_F_NESTED);
        switch (encapsulation) {
            case Encapsulation.Ip ip -> ip(writer, ip);
            case Encapsulation.Mpls mpls -> labels(writer, mpls.labels());
            case Encapsulation.Ila ila -> whole(writer, RoutingConstants.ILA_ATTR_LOCATOR, ila.locator());
        }
        writer.end(all);
    }

    private static int type(Encapsulation encapsulation) {
        return switch (encapsulation) {
            case Encapsulation.Ip ip ->
                ip.family() == Family.IPV4 ? RoutingConstants.LWTUNNEL_ENCAP_IP : RoutingConstants.LWTUNNEL_ENCAP_IP6;
            case Encapsulation.Mpls _ -> RoutingConstants.LWTUNNEL_ENCAP_MPLS;
            case Encapsulation.Ila _ -> RoutingConstants.LWTUNNEL_ENCAP_ILA;
        };
    }

    /** The numbers are the same for both families. */
    private static void ip(NetlinkWriter writer, Encapsulation.Ip ip) {
        ip.id().ifPresent(id -> whole(writer, RoutingConstants.LWTUNNEL_IP_ID, id));
        ip.destination().ifPresent(address -> writer.attribute(RoutingConstants.LWTUNNEL_IP_DST, address));
        ip.source().ifPresent(address -> writer.attribute(RoutingConstants.LWTUNNEL_IP_SRC, address));
        ip.hopLimit().ifPresent(limit -> writer.attribute(RoutingConstants.LWTUNNEL_IP_TTL, (byte) limit));
        ip.trafficClass().ifPresent(bits -> writer.attribute(RoutingConstants.LWTUNNEL_IP_TOS, (byte) bits));
        ip.flags().ifPresent(flags -> {
            int position = writer.attributeOfLength(RoutingConstants.LWTUNNEL_IP_FLAGS, Short.BYTES);
            short bits = (short) flags;
            writer.bytes().putShort(position, swaps(writer) ? Short.reverseBytes(bits) : bits);
        });
    }

    private static void labels(NetlinkWriter writer, List<Integer> labels) {
        int position = writer.attributeOfLength(RoutingConstants.MPLS_IPTUNNEL_DST, labels.size() * Integer.BYTES);
        for (int index = 0; index < labels.size(); index++) {
            boolean last = index == labels.size() - 1;
            int entry = labels.get(index) << LABEL_SHIFT | (last ? BOTTOM_OF_STACK : 0);
            writer.bytes()
                    .putInt(position + index * Integer.BYTES, swaps(writer) ? Integer.reverseBytes(entry) : entry);
        }
    }

    /** A number of 64 bits in the order of the network. */
    private static void whole(NetlinkWriter writer, int type, long value) {
        int position = writer.attributeOfLength(type, Long.BYTES);
        writer.bytes().putLong(position, swaps(writer) ? Long.reverseBytes(value) : value);
    }

    private static boolean swaps(NetlinkWriter writer) {
        return writer.bytes().order() == ByteOrder.LITTLE_ENDIAN;
    }
}
