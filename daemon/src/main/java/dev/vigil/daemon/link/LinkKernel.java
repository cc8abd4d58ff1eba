package dev.vigil.daemon.link;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.link.KernelSetting;
import dev.vigil.core.link.VirtualLink;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.Errno;
import dev.vigil.linux.InterfaceAddress;
import dev.vigil.linux.LinkInfo;
import dev.vigil.linux.NetlinkRequest;
import dev.vigil.linux.RouteNetlink;
import dev.vigil.linux.Sysctl;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Virtual links as the kernel has them, in the network namespace of the thread that opened this. */
final class LinkKernel implements AutoCloseable {
    private static final int LINK_LOCAL_PREFIX = 64;
    private static final int SCOPE_LINK = 253;

    /** Of one virtual link: the interface with its name, and its base. */
    record Found(Optional<LinkInfo> present, Optional<LinkInfo> base) {}

    private final RouteNetlink netlink = RouteNetlink.open();

    Found find(VirtualLink link) {
        Map<String, LinkInfo> byName = new HashMap<>();
        netlink.links().forEach(each -> byName.put(each.name(), each));
        return new Found(Optional.ofNullable(byName.get(link.name())), Optional.ofNullable(byName.get(link.base())));
    }

    /** Makes a link on its base, set down; its number. A refusal of the kernel is thrown. */
    int make(VirtualLink link, LinkInfo base) {
        netlink.execute(
                NetlinkRequest.addLink(link, base.ifindex(), link.group().orElse(base.group())));
        int ifindex = find(link).present().map(LinkInfo::ifindex).orElse(0);
        if (link.sharing().isEmpty()) {
            // A kernel without IPv6 refuses, and makes no such address either.
            int _ = netlink.tryExecute(NetlinkRequest.withoutLinkLocal(link, ifindex));
        }
        return ifindex;
    }

    void setUp(VirtualLink link, int ifindex) {
        netlink.execute(NetlinkRequest.setUp(link, ifindex));
    }

    /** Gives an ipvlan interface the address of its own, unless it has that. */
    void address(VirtualLink link, int ifindex) {
        link.sharing()
                .flatMap(sharing -> sharing.address().map(address -> own(ifindex, address, sharing.prefixLength())))
                .map(NetlinkRequest::addAddress)
                .ifPresent(request -> {
                    int errno = netlink.tryExecute(request);
                    if (errno != 0 && errno != Errno.EEXIST) {
                        throw request.refusal(errno, "");
                    }
                });
    }

    /** As keepalived adds it: over IPv6 without waiting for others that may have it, and for nothing else. */
    private static InterfaceAddress own(int ifindex, IpAddress address, int prefixLength) {
        boolean ipv4 = address.family() == Family.IPV4;
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                ipv4 ? 0 : InterfaceAddress.NO_DAD,
                ipv4 ? InterfaceAddress.FOREVER : 0,
                0);
    }

    /**
     * Gives a link the link-local addresses of its base, from which IPv6 advertisements leave, and takes those away that the
     * base has no more. Others are virtual addresses, which may be link-local, too.
     *
     * @param followed what the link was given before
     * @return what it has been given now
     */
    Set<IpAddress> followBase(int ifindex, int baseIfindex, Set<IpAddress> followed) {
        List<AddressInfo> all = netlink.addresses();
        List<AddressInfo> own = ofBase(all, ifindex, true);
        List<AddressInfo> wanted = ofBase(all, baseIfindex, false);
        wanted.stream()
                .filter(each -> own.stream().noneMatch(known -> known.address().equals(each.address())))
                .forEach(each -> netlink.execute(NetlinkRequest.addAddress(linkLocal(ifindex, each))));
        own.stream()
                .filter(each -> followed.contains(each.address()))
                .filter(each ->
                        wanted.stream().noneMatch(known -> known.address().equals(each.address())))
                .forEach(each -> netlink.execute(NetlinkRequest.deleteAddress(linkLocal(ifindex, each))));
        return wanted.stream().map(AddressInfo::address).collect(Collectors.toSet());
    }

    private static List<AddressInfo> ofBase(List<AddressInfo> all, int ifindex, boolean marked) {
        return all.stream()
                .filter(each -> each.ifindex() == ifindex && each.prefixLength() == LINK_LOCAL_PREFIX)
                .filter(each ->
                        each.address().family() == Family.IPV6 && each.address().isLinkLocal())
                .filter(each -> marked || each.protocol() != InterfaceAddress.PROTOCOL_KEEPALIVED)
                .toList();
    }

    private static InterfaceAddress linkLocal(int ifindex, AddressInfo ofBase) {
        return new InterfaceAddress(
                ifindex,
                ofBase.address(),
                LINK_LOCAL_PREFIX,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SCOPE_LINK,
                InterfaceAddress.NO_DAD,
                0,
                0);
    }

    /** Removes a link; that it is gone is as good. */
    void remove(VirtualLink link, int ifindex) {
        int errno = netlink.tryExecute(NetlinkRequest.removeLink(link, ifindex));
        if (errno != 0 && errno != Errno.ENODEV) {
            throw NetlinkRequest.removeLink(link, ifindex).refusal(errno, "");
        }
    }

    /** The settings that take the place of a filter for all interfaces. */
    List<KernelSetting> withoutSharedFilter() {
        int shared = filter(KernelSetting.SHARED_FILTER);
        Map<String, Integer> own = new LinkedHashMap<>();
        if (shared > 0) {
            own.put("default", filter(KernelSetting.filterOf("default")));
            netlink.links().forEach(link -> own.put(link.name(), filter(KernelSetting.filterOf(link.name()))));
        }
        return KernelSetting.withoutSharedFilter(shared, own);
    }

    private static int filter(KernelSetting setting) {
        return read(setting)
                .filter(text -> text.matches("\\d"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** What a setting is; empty if there is none, as without the interface or without IPv6. */
    static Optional<String> read(KernelSetting setting) {
        return Sysctl.read(setting.steps().toArray(String[]::new));
    }

    /** Changes a setting that is there and is not so already. */
    static void write(KernelSetting setting) {
        Optional<String> now = read(setting);
        if (now.isPresent() && !now.get().equals(setting.value())) {
            Sysctl.write(setting.steps(), setting.value());
        }
    }

    @Override
    public void close() {
        netlink.close();
    }
}
