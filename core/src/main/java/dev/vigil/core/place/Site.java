package dev.vigil.core.place;

import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a virtual router asks of the machine it is on.
 *
 * @param interfaceName where its advertisements leave and arrive
 * @param source the address they come from; empty for the interface's own
 * @param multicast whether they go to a group, and not to unicast peers
 * @param addresses the virtual addresses, advertised ones first
 * @param routing the routes of a master, and behind them its rules
 * @param patience how long changes of interfaces last until they count
 */
public record Site(
        String interfaceName,
        Family family,
        Optional<IpAddress> source,
        boolean multicast,
        List<AddressSpec> addresses,
        List<RoutingSpec> routing,
        Map<String, Patience> patience) {
    public Site {
        addresses = List.copyOf(addresses);
        routing = List.copyOf(routing);
        patience = Map.copyOf(patience);
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

    /** How long an interface is down, and up, until that counts. */
    public record Patience(long downNs, long upNs) {
        static final Patience NONE = new Patience(0, 0);
    }

    Patience patienceWith(String link) {
        return patience.getOrDefault(link, Patience.NONE);
    }
}
