package dev.vigil.linux;

import static dev.vigil.linux.Constants.NLM_F_CREATE;
import static dev.vigil.linux.Constants.NLM_F_EXCL;
import static dev.vigil.linux.Constants.NLM_F_REPLACE;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.core.routing.RouteEntry;
import dev.vigil.core.routing.RoutingEntry;
import dev.vigil.core.routing.RuleEntry;
import dev.vigil.linux.Structs.IfaCacheinfo;
import dev.vigil.linux.Structs.Ifaddrmsg;
import dev.vigil.linux.Structs.Nlmsghdr;
import java.util.function.ToIntFunction;

/**
 * A request to the kernel, encoded in advance so that it can be executed later at once, any number of times. One thread
 * at a time.
 */
public final class NetlinkRequest {
    private final String operation;
    private final Object object;
    private final NativeBuffer message;

    NetlinkRequest(String operation, Object object, NativeBuffer message) {
        this.operation = operation;
        this.object = object;
        this.message = message;
    }

    /** Adds an address; EEXIST if the interface has it already. */
    public static NetlinkRequest addAddress(InterfaceAddress address) {
        return address("add address", address, Constants.RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL);
    }

    /** Adds an address, or gives one that is there the new lifetime and flags. */
    public static NetlinkRequest replaceAddress(InterfaceAddress address) {
        return address("replace address", address, Constants.RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE);
    }

    /** Removes an address; EADDRNOTAVAIL if the interface does not have it. */
    public static NetlinkRequest deleteAddress(InterfaceAddress address) {
        return address("delete address", address, Constants.RTM_DELADDR, 0);
    }

    /** A message like this one that the kernel acknowledges and does nothing about: to practise with. */
    public NetlinkRequest asNothing() {
        NativeBuffer copy = NativeBuffer.struct(message.sizeBytes());
        copy.bytes().put(0, message.bytes(), 0, message.sizeBytes()).putShort(Nlmsghdr.NLMSG_TYPE, (short)
                Constants.NLMSG_NOOP);
        return new NetlinkRequest(operation, object, copy);
    }

    /**
     * Makes a virtual link, set down; EEXIST if there is an interface with its name.
     *
     * @param group the number of its group of interfaces
     */
    public static NetlinkRequest addLink(VirtualLink link, int baseIfindex, int group) {
        return LinkRequests.add(link, baseIfindex, group);
    }

    /** Makes the kernel give a link no link-local address of its own. */
    public static NetlinkRequest withoutLinkLocal(VirtualLink link, int ifindex) {
        return LinkRequests.withoutLinkLocal(link, ifindex);
    }

    public static NetlinkRequest setUp(VirtualLink link, int ifindex) {
        return LinkRequests.up(link, ifindex);
    }

    /** Removes a virtual link; ENODEV if there is no interface with that number. */
    public static NetlinkRequest removeLink(VirtualLink link, int ifindex) {
        return LinkRequests.remove(link, ifindex);
    }

    /**
     * Adds a route or rule; EEXIST if the very same is there.
     *
     * @param ifindexes the numbers of the interfaces that it names
     */
    public static NetlinkRequest add(RoutingEntry entry, ToIntFunction<String> ifindexes) {
        return switch (entry) {
            case RouteEntry route -> RouteRequests.add(route, ifindexes);
            case RuleEntry rule -> RuleRequests.add(rule);
        };
    }

    /** Removes a route or rule; ESRCH or ENOENT if there is none like it with its protocol. */
    public static NetlinkRequest remove(RoutingEntry entry, ToIntFunction<String> ifindexes) {
        return switch (entry) {
            case RouteEntry route -> RouteRequests.remove(route, ifindexes);
            case RuleEntry rule -> RuleRequests.remove(rule);
        };
    }

    private static NetlinkRequest address(String operation, InterfaceAddress address, int type, int flags) {
        NetlinkWriter writer = new NetlinkWriter(type, flags);
        int body = writer.reserve(Ifaddrmsg.SIZE);
        Family family = address.address().family();
        writer.bytes()
                .put(body + Ifaddrmsg.IFA_FAMILY, (byte)
                        (family == Family.IPV4 ? Constants.AF_INET : Constants.AF_INET6))
                .put(body + Ifaddrmsg.IFA_PREFIXLEN, (byte) address.prefixLength())
                .put(body + Ifaddrmsg.IFA_SCOPE, (byte) address.scope())
                .putInt(body + Ifaddrmsg.IFA_INDEX, address.ifindex());
        IpAddress own = address.address();
        writer.attribute(Constants.IFA_LOCAL, own);
        writer.attribute(Constants.IFA_ADDRESS, address.peer().orElse(own));
        if (type == Constants.RTM_NEWADDR) {
            addProperties(writer, address);
        }
        return new NetlinkRequest(operation, address, writer.finish());
    }

    private static void addProperties(NetlinkWriter writer, InterfaceAddress address) {
        address.broadcast().ifPresent(broadcast -> writer.attribute(Constants.IFA_BROADCAST, broadcast));
        address.label().ifPresent(label -> writer.attribute(Constants.IFA_LABEL, label));
        if (address.flags() != 0) {
            writer.attribute(Constants.IFA_FLAGS, address.flags());
        }
        if (address.protocol() != 0) {
            writer.attribute(Constants.IFA_PROTO, (byte) address.protocol());
        }
        if (address.preferredLifetimeS() != InterfaceAddress.FOREVER) {
            int lifetimes = writer.attributeOfLength(Constants.IFA_CACHEINFO, IfaCacheinfo.SIZE);
            writer.bytes()
                    .putInt(lifetimes + IfaCacheinfo.IFA_PREFERED, (int) address.preferredLifetimeS())
                    .putInt(lifetimes + IfaCacheinfo.IFA_VALID, (int) InterfaceAddress.FOREVER);
        }
    }

    long address() {
        return message.address();
    }

    NativeBuffer message() {
        return message;
    }

    int lengthBytes() {
        return message().sizeBytes();
    }

    void number(int sequence) {
        message.bytes().putInt(Nlmsghdr.NLMSG_SEQ, sequence);
    }

    /** The refusal of this request. */
    public LinuxException refusal(int errno, String detail) {
        return new LinuxException(operation, errno, object.toString(), detail);
    }

    @Override
    public String toString() {
        return operation + " " + object;
    }
}
