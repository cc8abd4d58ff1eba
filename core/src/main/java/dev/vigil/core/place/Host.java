package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The interfaces of this machine and their addresses, as the kernel last showed them. */
public final class Host {
    /** What the kernel takes for one address of an interface. */
    private record Key(IpAddress address, int prefixLength) {
        static Key of(HostAddress address) {
            return new Key(address.address(), address.prefixLength());
        }
    }

    private final Map<Integer, Link> links = new HashMap<>();
    private final Map<String, Link> byName = new HashMap<>();
    private final Map<Integer, Map<Key, HostAddress>> addresses = new HashMap<>();

    /** On how many interfaces an address is. */
    private final Map<IpAddress, Integer> counts = new HashMap<>();

    private final Grants grants = new Grants();

    private Set<IpAddress> virtual = Set.of();

    /** The virtual addresses of address owners, which may be the only ones that an interface has. */
    private Set<IpAddress> owned = Set.of();

    /** Addresses that this node puts there whoever is master, and may speak from. */
    private Set<IpAddress> standing = Set.of();

    /** A host of which nothing is known yet. */
    public Host() {}

    /** Takes over whose addresses are virtual ones, and so no address to speak from. */
    public void declare(Collection<HostNeeds.Guest> guests) {
        Set<IpAddress> ofOwners = new HashSet<>();
        Set<IpAddress> ofOthers = new HashSet<>();
        for (HostNeeds.Guest guest : guests) {
            Set<IpAddress> addresses = guest.owner() ? ofOwners : ofOthers;
            guest.site().addresses().forEach(spec -> addresses.add(spec.address()));
        }
        owned = Set.copyOf(ofOwners);
        virtual = Set.copyOf(ofOthers);
    }

    /** Takes over which addresses this node puts there whoever is master. */
    void stand(Collection<IpAddress> onThese) {
        standing = Set.copyOf(onThese);
    }

    public boolean isVirtual(IpAddress address) {
        return virtual.contains(address);
    }

    /** Shows what another one shows, from now on. */
    void become(Host other) {
        links.clear();
        links.putAll(other.links);
        byName.clear();
        byName.putAll(other.byName);
        addresses.clear();
        addresses.putAll(other.addresses);
        counts.clear();
        counts.putAll(other.counts);
        List<HostAddress> present = new ArrayList<>();
        addresses.values().forEach(each -> present.addAll(each.values()));
        grants.listed(present);
    }

    /** The kernel did what it was asked for, and shows that now or later. */
    void granted(AddressRequest request) {
        grants.granted(request);
    }

    // What the kernel shows

    public void put(Link link) {
        Link old = links.put(link.ifindex(), link);
        if (old != null) {
            byName.remove(old.name(), old);
        }
        byName.put(link.name(), link);
    }

    void removeLink(int ifindex) {
        Link old = links.remove(ifindex);
        if (old != null) {
            byName.remove(old.name(), old);
        }
        Map<Key, HostAddress> gone = addresses.remove(ifindex);
        if (gone != null) {
            gone.values().forEach(address -> count(address.address(), -1));
        }
        grants.goneWith(ifindex);
    }

    public void put(HostAddress address) {
        Map<Key, HostAddress> known = addresses.computeIfAbsent(address.ifindex(), _ -> new LinkedHashMap<>());
        if (known.put(Key.of(address), address) == null) {
            count(address.address(), 1);
        }
        grants.seen(address);
    }

    public void remove(HostAddress address) {
        Map<Key, HostAddress> known = addresses.get(address.ifindex());
        if (known != null && known.remove(Key.of(address)) != null) {
            count(address.address(), -1);
        }
        grants.gone(address);
    }

    private void count(IpAddress address, int more) {
        counts.merge(address, more, (one, other) -> one + other == 0 ? null : one + other);
    }

    // What is read of it

    public @Nullable Link link(String name) {
        return byName.get(name);
    }

    public @Nullable Link link(int ifindex) {
        return links.get(ifindex);
    }

    /** The addresses of an interface, in the kernel's order. */
    Collection<HostAddress> on(int ifindex) {
        return addresses.getOrDefault(ifindex, Map.of()).values();
    }

    /** An address of an interface, by whatever prefix it has it: with several it is there several times. */
    Collection<HostAddress> on(int ifindex, IpAddress address, int likelyPrefix) {
        if (!isPresentAnywhere(address)) {
            return List.of();
        }
        HostAddress likely = addresses.getOrDefault(ifindex, Map.of()).get(new Key(address, likelyPrefix));
        if (likely != null && counts.getOrDefault(address, 0) == 1) {
            return List.of(likely);
        }
        return on(ifindex).stream()
                .filter(known -> known.address().equals(address))
                .toList();
    }

    /** Whether an interface has not one IPv4 address. */
    boolean isWithoutIpv4(int ifindex) {
        return on(ifindex).stream().noneMatch(known -> known.address().family() == Family.IPV4);
    }

    boolean has(HostAddress address) {
        return addresses.getOrDefault(address.ifindex(), Map.of()).containsKey(Key.of(address));
    }

    /** Whether an interface has exactly this address. */
    public boolean has(PlacedAddress address) {
        Key key = new Key(address.address(), address.spec().prefixLength());
        return addresses.getOrDefault(address.ifindex(), Map.of()).containsKey(key);
    }

    /** Whether an interface has exactly this address, or was given it and the kernel has not shown that yet. */
    boolean hasOrAwaits(PlacedAddress address) {
        return has(address) || grants.isAwaited(address);
    }

    /** Whether an interface of that name has an address, whatever the prefix, which is likely this one. */
    public boolean has(String interfaceName, IpAddress address, int likelyPrefix) {
        Link link = link(interfaceName);
        return link != null && !on(link.ifindex(), address, likelyPrefix).isEmpty();
    }

    /** Whether an interface has an address that is not usable yet. */
    boolean isTentative(int ifindex, IpAddress address) {
        return on(ifindex).stream()
                .anyMatch(known -> known.tentative() && known.address().equals(address));
    }

    /** Whether the kernel shows the mark of a VRRP daemon on an address. */
    boolean isMarked(int ifindex, IpAddress address, int prefixLength) {
        HostAddress known = addresses.getOrDefault(ifindex, Map.of()).get(new Key(address, prefixLength));
        return known != null && known.marked();
    }

    boolean isPresentAnywhere(IpAddress address) {
        return counts.containsKey(address);
    }

    /**
     * The address that an interface speaks from: its first one of the family that is not virtual, and where there is none
     * the first with a subnet that an address owner owns; null for none. One that this node put there stays a virtual one
     * for as long as it is shown, whatever the configuration has become meanwhile.
     */
    @Nullable
    IpAddress primary(int ifindex, Family family) {
        IpAddress ofOwner = null;
        for (HostAddress known : on(ifindex)) {
            if (!isEligible(known, family) || isGuest(known)) {
                continue;
            }
            if (!owned.contains(known.address())) {
                return known.address();
            }
            if (ofOwner == null && known.prefixLength() < family.prefixMax()) {
                ofOwner = known.address();
            }
        }
        return ofOwner;
    }

    /** Whether it is a virtual address, or was one and is shown still; those of an address owner are real ones. */
    private boolean isGuest(HostAddress known) {
        if (virtual.contains(known.address())) {
            return true;
        }
        boolean real = owned.contains(known.address()) || standing.contains(known.address());
        return !real && grants.isOurs(known);
    }

    // IPv6 advertisements come from a link-local address (RFC 9568 5.1.2.1).
    static boolean isEligible(HostAddress known, Family family) {
        return known.address().family() == family
                && (family == Family.IPV4 || (known.address().isLinkLocal() && !known.tentative()));
    }
}
