package dev.vigil.simulator.whatif;

import dev.vigil.config.model.Transport;
import dev.vigil.config.model.Transport.UnicastPeer;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.core.address.Family;
import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that advertisements come from, where configurations leave that to the machine. A unicast node is where the
 * others expect a peer; any other gets an address of its own, and nodes that are named later get higher ones.
 */
final class Sources {
    private final List<UserNode> nodes;

    Sources(List<UserNode> nodes) {
        this.nodes = nodes;
    }

    IpAddress of(int node, VrrpInstance instance) {
        Transport transport = instance.transport();
        if (transport.source().isPresent()) {
            return transport.source().get();
        }
        List<IpAddress> expected = expected(node, instance);
        long nodesBefore = nodes.subList(0, node).stream()
                .filter(other -> other.config().instances().stream().anyMatch(one -> isUnplaced(one, instance)))
                .count();
        return expected.isEmpty()
                ? made(instance.family(), node)
                : expected.get((int) Math.min(nodesBefore, expected.size() - 1));
    }

    /** Where others expect a peer that is not a peer of this node, nor the place of a node that says where it is. */
    private List<IpAddress> expected(int node, VrrpInstance instance) {
        List<IpAddress> expected = new ArrayList<>();
        for (int other = 0; other < nodes.size(); other++) {
            for (VrrpInstance theirs : nodes.get(other).config().instances()) {
                if (other != node && isSameRouter(theirs, instance)) {
                    addresses(theirs).stream()
                            .filter(address -> !addresses(instance).contains(address) && !expected.contains(address))
                            .forEach(expected::add);
                }
            }
        }
        return expected;
    }

    private static boolean isUnplaced(VrrpInstance one, VrrpInstance instance) {
        return isSameRouter(one, instance)
                && one.transport().source().isEmpty()
                && addresses(one).equals(addresses(instance));
    }

    private static boolean isSameRouter(VrrpInstance one, VrrpInstance other) {
        return one.vrid() == other.vrid() && one.family() == other.family();
    }

    private static List<IpAddress> addresses(VrrpInstance instance) {
        return instance.transport().peers().stream().map(UnicastPeer::address).toList();
    }

    /** From the ranges for documentation, or link-local ones. */
    private static IpAddress made(Family family, int node) {
        return switch (family) {
            case IPV4 -> IpAddress.ipv4(0xc0000201 + node);
            case IPV6 -> IpAddress.ipv6(0xfe80000000000000L, node + 1L);
        };
    }
}
