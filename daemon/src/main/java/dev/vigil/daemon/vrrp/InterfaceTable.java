package dev.vigil.daemon.vrrp;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.linux.AddressInfo;
import dev.vigil.linux.LinkInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The kernel's interfaces and their addresses, as netlink last told them. */
final class InterfaceTable {
    private final Map<Integer, LinkInfo> links = new HashMap<>();
    private final Map<Integer, List<AddressInfo>> addresses = new HashMap<>();

    /** Forgets everything, before everything is told anew. */
    void clear() {
        links.clear();
        addresses.clear();
    }

    void put(LinkInfo link) {
        links.put(link.ifindex(), link);
    }

    void removeLink(int ifindex) {
        links.remove(ifindex);
        addresses.remove(ifindex);
    }

    void put(AddressInfo address) {
        List<AddressInfo> known = addresses.computeIfAbsent(address.ifindex(), _ -> new ArrayList<>());
        for (int index = 0; index < known.size(); index++) {
            if (isSame(known.get(index), address)) {
                known.set(index, address);
                return;
            }
        }
        known.add(address);
    }

    void remove(AddressInfo address) {
        List<AddressInfo> known = addresses.get(address.ifindex());
        if (known != null) {
            known.removeIf(other -> isSame(other, address));
        }
    }

    private static boolean isSame(AddressInfo one, AddressInfo other) {
        return one.address().equals(other.address()) && one.prefixLength() == other.prefixLength();
    }

    Optional<LinkInfo> link(String name) {
        for (LinkInfo link : links.values()) {
            if (link.name().equals(name)) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    Optional<LinkInfo> link(int ifindex) {
        return Optional.ofNullable(links.get(ifindex));
    }

    /** Whether an interface can carry traffic: administratively up, with a carrier. */
    static boolean isUp(LinkInfo link) {
        return link.isUp() && link.isRunning();
    }

    Optional<AddressInfo> find(int ifindex, IpAddress address) {
        for (AddressInfo known : addresses.getOrDefault(ifindex, List.of())) {
            if (known.address().equals(address)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether an interface has exactly this address. */
    boolean has(int ifindex, IpAddress address, int prefixLength) {
        for (AddressInfo known : addresses.getOrDefault(ifindex, List.of())) {
            if (known.address().equals(address) && known.prefixLength() == prefixLength) {
                return true;
            }
        }
        return false;
    }

    boolean isPresentAnywhere(IpAddress address) {
        return addresses.keySet().stream()
                .anyMatch(ifindex -> find(ifindex, address).isPresent());
    }

    /**
     * The address that an interface speaks from: its first one of the family, for IPv6 the first link-local one.
     *
     * @param virtual says which addresses do not count because they are virtual ones
     */
    Optional<IpAddress> primary(int ifindex, Family family, Predicate<IpAddress> virtual) {
        for (AddressInfo known : addresses.getOrDefault(ifindex, List.of())) {
            IpAddress address = known.address();
            boolean eligible = family == Family.IPV4 || (address.isLinkLocal() && !known.isTentative());
            if (address.family() == family && eligible && !virtual.test(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
