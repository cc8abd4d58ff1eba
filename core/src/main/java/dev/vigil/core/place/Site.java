package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.filter.FilterSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a virtual router asks of the machine it is on.
 *
 * @param interfaceName the interface whose address it speaks from
 * @param source the address they come from; empty for the interface's own
 * @param multicast whether they go to a group, and not to unicast peers
 * @param addresses the virtual addresses, advertised ones first
 * @param routing the routes of a master, and behind them its rules
 * @param filter how a master drops packets for the addresses; empty if it accepts them
 * @param patience how long changes of interfaces last until they count
 * @param extra how the addresses on other interfaces are announced from time to time
 * @param carrier where its advertisements leave and arrive: that interface, or a virtual link on it
 */
public record Site(
        String interfaceName,
        Family family,
        Optional<IpAddress> source,
        boolean multicast,
        List<AddressSpec> addresses,
        List<RoutingSpec> routing,
        Optional<FilterSettings> filter,
        Map<String, Patience> patience,
        Extra extra,
        String carrier) {
    public Site {
        addresses = List.copyOf(addresses);
        routing = List.copyOf(routing);
        patience = Map.copyOf(patience);
    }

    /** On the interface itself. */
    public Site(
            String interfaceName,
            Family family,
            Optional<IpAddress> source,
            boolean multicast,
            List<AddressSpec> addresses,
            List<RoutingSpec> routing,
            Map<String, Patience> patience) {
        this(
                interfaceName,
                family,
                source,
                multicast,
                addresses,
                routing,
                Optional.empty(),
                patience,
                Extra.NONE,
                interfaceName);
    }

    /** Without routes and rules, and with every change of an interface counting at once. */
    public Site(
            String interfaceName,
            Family family,
            Optional<IpAddress> source,
            boolean multicast,
            List<AddressSpec> addresses) {
        this(interfaceName, family, source, multicast, addresses, List.of(), Map.of());
    }

    /**
     * One announcement on each of some interfaces, so that switches do not forget a MAC address that sends nothing else.
     *
     * @param periodNs 0 for none
     */
    public record Extra(long periodNs, Set<String> interfaces) {
        public static final Extra NONE = new Extra(0, Set.of());

        public Extra {
            interfaces = Set.copyOf(interfaces);
        }
    }

    /** How long an interface is down, and up, until that counts. */
    public record Patience(long downNs, long upNs) {
        static final Patience NONE = new Patience(0, 0);
    }

    Patience patienceWith(String link) {
        return patience.getOrDefault(link, Patience.NONE);
    }
}
