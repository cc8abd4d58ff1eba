package dev.vigil.core.link;

import dev.vigil.core.address.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a kernel setting must be while virtual links are there.
 *
 * @param steps its name, as {@code net, ipv4, conf, eth0, arp_ignore}: the names of interfaces may have dots
 */
public record KernelSetting(List<String> steps, String value) {
    /** The host reports no membership in groups of a link alone (224.0.0.0/24), on no interface. */
    public static final KernelSetting NO_REPORTS =
            new KernelSetting(List.of("net", "ipv4", "igmp_link_local_mcast_reports"), "0");

    private static final String RP_FILTER = "rp_filter";

    public KernelSetting {
        steps = List.copyOf(steps);
    }

    /**
     * Those of a virtual link itself: one with a MAC address of its own answers for its own addresses alone, and hears whoever
     * its base hears.
     */
    public static List<KernelSetting> of(VirtualLink link) {
        List<KernelSetting> settings = new ArrayList<>();
        if (link.family() == Family.IPV4 && link.sharing().isEmpty()) {
            settings.add(ipv4(link.name(), "arp_ignore", "1"));
            settings.add(ipv4(link.name(), "accept_local", "1"));
            settings.add(filterOf(link.name()));
            settings.add(promotion(link.name()));
        }
        settings.add(new KernelSetting(
                List.of("net", "ipv6", "conf", link.name(), "disable_ipv6"), link.ipv6() ? "0" : "1"));
        return settings;
    }

    /** Those of what virtual links stand on: it leaves it to them to answer for their addresses. */
    public static List<KernelSetting> ofBases(List<VirtualLink> links) {
        List<KernelSetting> settings = new ArrayList<>();
        links.stream()
                .filter(link -> link.family() == Family.IPV4 && link.sharing().isEmpty())
                .map(VirtualLink::base)
                .distinct()
                .forEach(base -> {
                    settings.add(ipv4(base, "arp_ignore", "1"));
                    settings.add(ipv4(base, "arp_filter", "1"));
                });
        return settings;
    }

    /** The one that holds for all interfaces at once, together with the own one of each. */
    public static final KernelSetting SHARED_FILTER = ipv4("all", RP_FILTER, "0");

    /**
     * Those that keep virtual IPv4 links from being filtered by the path back, which lies on their base: no filter for all
     * interfaces at once, and what each other one loses by that as its own. None if there is no such filter.
     *
     * @param shared the filter for all interfaces
     * @param own those of the other interfaces, and of the ones to come, by name
     */
    public static List<KernelSetting> withoutSharedFilter(int shared, Map<String, Integer> own) {
        List<KernelSetting> settings = new ArrayList<>();
        if (shared > 0) {
            own.forEach((name, filter) -> {
                if (filter < shared) {
                    settings.add(ipv4(name, RP_FILTER, String.valueOf(shared)));
                }
            });
            settings.add(SHARED_FILTER);
        }
        return settings;
    }

    /** When the first address of a subnet goes from an interface, the next one takes its place instead of going as well. */
    public static KernelSetting promotion(String interfaceName) {
        return ipv4(interfaceName, "promote_secondaries", "1");
    }

    /** Whether it is about the filter by the path back. */
    public boolean isFilter() {
        return steps.getLast().equals(RP_FILTER);
    }

    /** The filter by the path back of an interface. */
    public static KernelSetting filterOf(String interfaceName) {
        return ipv4(interfaceName, RP_FILTER, "0");
    }

    private static KernelSetting ipv4(String interfaceName, String name, String value) {
        return new KernelSetting(List.of("net", "ipv4", "conf", interfaceName, name), value);
    }

    /** As {@code net/ipv4/conf/eth0/arp_ignore}. */
    public String path() {
        return String.join("/", steps);
    }
}
