package dev.vigil.simulator.whatif;

import dev.vigil.config.model.VirtualAddress;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which interfaces are on one network. Those that a user puts together are, and are on no other. Of the rest, two are if an
 * instance on each holds the same address, or has the same VRID where neither node uses that twice, or lists the other as a
 * unicast peer.
 */
final class Networks {
    private record Place(Port port, int node, VrrpInstance instance, IpAddress source) {}

    private final Map<Port, Set<Port>> networks = new LinkedHashMap<>();

    private Networks() {}

    static Networks of(List<UserNode> nodes, Sources sources, List<Set<Port>> given) {
        Networks networks = new Networks();
        Set<Port> settled = new LinkedHashSet<>();
        given.forEach(settled::addAll);
        List<Place> places = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (VrrpInstance instance : nodes.get(node).config().instances()) {
                Port port =
                        new Port(nodes.get(node).name(), instance.transport().interfaceName());
                networks.alone(port);
                places.add(new Place(port, node, instance, sources.of(node, instance)));
            }
        }
        for (Set<Port> together : given) {
            together.forEach(port -> networks.join(together.iterator().next(), port));
        }
        for (Place one : places) {
            for (Place other : places) {
                boolean open = !settled.contains(one.port) && !settled.contains(other.port);
                if (open && one.node < other.node && areNeighbours(one, other, places)) {
                    networks.join(one.port, other.port);
                }
            }
        }
        return networks;
    }

    private static boolean areNeighbours(Place one, Place other, List<Place> places) {
        if (one.instance.family() != other.instance.family()) {
            return false;
        }
        boolean sameRouter = one.instance.vrid() == other.instance.vrid()
                && usesOfVrid(one, places) == 1
                && usesOfVrid(other, places) == 1;
        boolean peers = isPeer(one, other) || isPeer(other, one);
        return sameRouter
                || peers
                || addresses(one).anyMatch(address -> addresses(other).anyMatch(address::equals));
    }

    private static long usesOfVrid(Place place, List<Place> places) {
        return places.stream()
                .filter(other -> other.node == place.node
                        && other.instance.vrid() == place.instance.vrid()
                        && other.instance.family() == place.instance.family())
                .count();
    }

    private static boolean isPeer(Place one, Place other) {
        return one.instance.transport().peers().stream()
                .anyMatch(peer -> peer.address().equals(other.source));
    }

    private static Stream<IpAddress> addresses(Place place) {
        return Stream.concat(place.instance.addresses().stream(), place.instance.excludedAddresses().stream())
                .map(VirtualAddress::address);
    }

    private void alone(Port port) {
        networks.computeIfAbsent(port, _ -> new LinkedHashSet<>(Set.of(port)));
    }

    private void join(Port one, Port other) {
        alone(one);
        alone(other);
        Set<Port> joined = new LinkedHashSet<>(network(one));
        joined.addAll(network(other));
        joined.forEach(port -> networks.put(port, joined));
    }

    private Set<Port> network(Port port) {
        return networks.getOrDefault(port, Set.of(port));
    }

    /** The number of the network that an interface is on; an interface that nobody else reaches has one of its own. */
    int number(Port port) {
        alone(port);
        return all().indexOf(network(port));
    }

    /** Every network, in the order of the nodes. */
    List<Set<Port>> all() {
        return List.copyOf(new LinkedHashSet<>(networks.values()));
    }
}
