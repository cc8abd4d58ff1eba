package dev.vigil.core.place;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the addresses by which the host itself lives among the virtual ones. A virtual router would take them away as soon
 * as it is not MASTER, and the host would be off the network.
 */
public final class HostNeeds {
    /**
     * A virtual router that is to be served here.
     *
     * @param owner whether it is the address owner, whose addresses are real ones
     */
    public record Guest(String name, Site site, boolean owner) {}

    private HostNeeds() {}

    /**
     * What forbids to serve these virtual routers, one sentence each.
     *
     * @param ours says which addresses an earlier run left behind
     */
    public static List<String> violations(Host host, Collection<Guest> guests, Predicate<HostAddress> ours) {
        List<String> found = new ArrayList<>();
        for (Guest guest : guests) {
            if (guest.owner) {
                continue;
            }
            for (AddressSpec spec : guest.site.addresses()) {
                Link link = host.link(spec.interfaceName());
                if (link != null) {
                    host.on(link.ifindex(), spec.address(), spec.prefixLength()).stream()
                            .filter(known -> !known.marked() && !ours.test(known))
                            .filter(known -> isNeeded(host, known, guests))
                            .forEach(known -> found.add(sentence(guest, known, link)));
                }
            }
        }
        return found;
    }

    private static String sentence(Guest guest, HostAddress known, Link link) {
        return guest.name + ": " + known.address() + "/" + known.prefixLength() + " is the host's own address on "
                + link.name() + ", by which it is reached; as a virtual address it would be taken away";
    }

    private static boolean isNeeded(Host host, HostAddress known, Collection<Guest> guests) {
        return isPrimary(host, known) || guests.stream().anyMatch(guest -> speaksFrom(guest.site, host, known));
    }

    /** Whether the host lives by an address that a site owns. */
    static boolean isNeeded(Host host, PlacedAddress placed, Site site) {
        for (HostAddress known : host.on(placed.ifindex())) {
            boolean same = known.address().equals(placed.address())
                    && known.prefixLength() == placed.spec().prefixLength();
            if (same) {
                return isPrimary(host, known) || speaksFrom(site, host, known);
            }
        }
        return false;
    }

    /** Whether it is the first of its interface that has a subnet, and no VRRP daemon put it there. */
    private static boolean isPrimary(Host host, HostAddress known) {
        for (HostAddress other : host.on(known.ifindex())) {
            boolean counts = other.address().family() == known.address().family()
                    && other.prefixLength() < other.address().family().prefixMax()
                    && !other.address().isLinkLocal()
                    && !other.marked();
            if (counts) {
                return other.isSame(known);
            }
        }
        return false;
    }

    /** Whether advertisements of a site come from this address, and could come from no other. */
    private static boolean speaksFrom(Site site, Host host, HostAddress known) {
        if (site.source().isPresent()) {
            return site.source().get().equals(known.address());
        }
        Link link = host.link(site.interfaceName());
        return link != null
                && link.ifindex() == known.ifindex()
                && Host.isEligible(known, site.family())
                && !hasAnother(host, known, site);
    }

    private static boolean hasAnother(Host host, HostAddress known, Site site) {
        return host.on(known.ifindex()).stream()
                .anyMatch(other -> Host.isEligible(other, site.family())
                        && !other.address().equals(known.address())
                        && !isAmong(other.address(), site));
    }

    private static boolean isAmong(IpAddress address, Site site) {
        return site.addresses().stream().anyMatch(spec -> spec.address().equals(address));
    }
}
