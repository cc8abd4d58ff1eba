package dev.vigil.linux;

import dev.vigil.core.link.VirtualLink;
import dev.vigil.linux.Structs.Ifinfomsg;

/** Encodes what is done to virtual links. */
final class LinkRequests {
    private static final int UNCHANGED = 0;

    private LinkRequests() {}

    /**
     * Makes a virtual interface, set down: a macvlan interface that hears no other one of its base, or an ipvlan interface.
     *
     * @param group the number of its group of interfaces
     */
    static NetlinkRequest add(VirtualLink link, int baseIfindex, int group) {
        NetlinkWriter writer = new NetlinkWriter(Constants.RTM_NEWLINK, Constants.NLM_F_CREATE | Constants.NLM_F_EXCL);
        head(writer, 0, UNCHANGED);
        writer.attribute(Constants.IFLA_IFNAME, link.name());
        writer.attribute(Constants.IFLA_LINK, baseIfindex);
        writer.attribute(Constants.IFLA_GROUP, group);
        if (link.sharing().isEmpty()) {
            int position = writer.attributeOfLength(Constants.IFLA_ADDRESS, MacAddress.LENGTH_BYTES);
            new MacAddress(link.mac()).write(writer.bytes(), position);
        }
        int info = writer.begin(Constants.IFLA_LINKINFO);
        writer.attribute(Constants.IFLA_INFO_KIND, link.kind());
        int data = writer.begin(Constants.IFLA_INFO_DATA);
        if (link.sharing().isEmpty()) {
            writer.attribute(Constants.IFLA_MACVLAN_MODE, Constants.MACVLAN_MODE_PRIVATE);
        } else {
            half(writer, Constants.IFLA_IPVLAN_MODE, Constants.IPVLAN_MODE_L2);
            half(writer, Constants.IFLA_IPVLAN_FLAGS, flags(link.sharing().get().mode()));
        }
        writer.end(data);
        writer.end(info);
        return new NetlinkRequest("add", link, writer.finish());
    }

    /** A number of 16 bits in the machine's order. */
    private static void half(NetlinkWriter writer, int type, int value) {
        int position = writer.attributeOfLength(type, Short.BYTES);
        writer.bytes().putShort(position, (short) value);
    }

    private static int flags(VirtualLink.Sharing.Mode mode) {
        return switch (mode) {
            case BRIDGE -> 0;
            case PRIVATE -> Constants.IPVLAN_F_PRIVATE;
            case VEPA -> Constants.IPVLAN_F_VEPA;
        };
    }

    /** Makes the kernel give an interface no link-local address of its own. */
    static NetlinkRequest withoutLinkLocal(VirtualLink link, int ifindex) {
        NetlinkWriter writer = new NetlinkWriter(Constants.RTM_NEWLINK, 0);
        head(writer, ifindex, UNCHANGED);
        int families = writer.begin(Constants.IFLA_AF_SPEC);
        int ipv6 = writer.begin(Constants.AF_INET6);
        writer.attribute(Constants.IFLA_INET6_ADDR_GEN_MODE, (byte) Constants.IN6_ADDR_GEN_MODE_NONE);
        writer.end(ipv6);
        writer.end(families);
        return new NetlinkRequest("set up addresses of", link, writer.finish());
    }

    static NetlinkRequest up(VirtualLink link, int ifindex) {
        NetlinkWriter writer = new NetlinkWriter(Constants.RTM_NEWLINK, 0);
        head(writer, ifindex, Constants.IFF_UP);
        return new NetlinkRequest("set up", link, writer.finish());
    }

    /** Removes an interface; ENODEV if there is none with that number. */
    static NetlinkRequest remove(VirtualLink link, int ifindex) {
        NetlinkWriter writer = new NetlinkWriter(Constants.RTM_DELLINK, 0);
        head(writer, ifindex, UNCHANGED);
        return new NetlinkRequest("remove", link, writer.finish());
    }

    private static void head(NetlinkWriter writer, int ifindex, int flags) {
        int body = writer.reserve(Ifinfomsg.SIZE);
        writer.bytes()
                .putInt(body + Ifinfomsg.IFI_INDEX, ifindex)
                .putInt(body + Ifinfomsg.IFI_FLAGS, flags)
                .putInt(body + Ifinfomsg.IFI_CHANGE, flags);
    }
}
