package dev.vigil.lint.rule;

import dev.vigil.config.assemble.NftablesLimits;
import dev.vigil.config.model.OwnSettings;
import dev.vigil.config.model.VirtualServer;
import dev.vigil.config.model.VirtualServer.Target;
import dev.vigil.config.model.VirtualServerGroup;
import dev.vigil.core.address.IpAddress;
import dev.vigil.lint.Cluster;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Virtual servers need an address that moves, and the same real servers on every node. */
final class Servers {
    private Servers() {}

    /** A node without instances may have its addresses from elsewhere; with instances they should be virtual. */
    static void judge(ClusterNode node, Findings findings) {
        Set<IpAddress> known = new HashSet<>();
        node.config().instances().forEach(instance -> {
            instance.addresses().forEach(address -> known.add(address.address()));
            instance.excludedAddresses().forEach(address -> known.add(address.address()));
        });
        node.config().statics().addresses().forEach(address -> known.add(address.address()));
        judgeBackend(node, findings);
        if (node.config().instances().isEmpty()) {
            return;
        }
        for (VirtualServer server : node.config().virtualServers()) {
            for (IpAddress address : addresses(server, node)) {
                if (!known.contains(address)) {
                    findings.add(
                            LintCode.SERVER_ADDRESS_NOT_VIRTUAL,
                            server.place(),
                            "no vrrp_instance has " + address + ": this virtual_server does not move to another node",
                            "Add the address to virtual_ipaddress, or correct it here.");
                }
            }
        }
    }

    /** Where vigil.conf asks for nftables, the daemon starts only with what that can do. */
    private static void judgeBackend(ClusterNode node, Findings findings) {
        List<VirtualServer> servers = node.config().virtualServers();
        boolean asked = node.config().own().balancing().backend() == OwnSettings.Backend.NFTABLES;
        List<String> limits = asked && !servers.isEmpty() ? NftablesLimits.of(node.config()) : List.of();
        if (!limits.isEmpty()) {
            findings.add(
                    LintCode.BACKEND_LIMIT,
                    servers.getFirst().place(),
                    "vigil.conf has lvs_backend nftables, which cannot do " + String.join(", ", limits)
                            + ": the daemon will not start",
                    "Write lvs_sched rr, wrr, sh or mh and lvs_method NAT, or lvs_backend auto where the kernel has IPVS.");
        }
    }

    private static List<IpAddress> addresses(VirtualServer server, ClusterNode node) {
        return switch (server.target()) {
            case Target.Endpoint endpoint -> List.of(endpoint.address());
            case Target.Mark _ -> List.of();
            case Target.Group group ->
                node.config().virtualServerGroups().stream()
                        .filter(known -> known.name().equals(group.name()))
                        .flatMap(known -> known.members().stream())
                        .flatMap(member -> single(member).stream())
                        .toList();
        };
    }

    private static Optional<IpAddress> single(VirtualServerGroup.Member member) {
        return switch (member) {
            case VirtualServerGroup.Member.Addresses range ->
                range.first().equals(range.last()) ? Optional.of(range.first()) : Optional.empty();
            case VirtualServerGroup.Member.Mark _ -> Optional.empty();
        };
    }

    /** The same virtual server must lead to the same real servers, whichever node is master. */
    static void judge(Cluster cluster, Findings findings) {
        Map<String, Map<ClusterNode, VirtualServer>> servers = new LinkedHashMap<>();
        for (ClusterNode node : cluster.nodes()) {
            for (VirtualServer server : node.config().virtualServers()) {
                servers.computeIfAbsent(title(server), _ -> new LinkedHashMap<>())
                        .putIfAbsent(node, server);
            }
        }
        servers.forEach((title, byNode) -> compare(cluster, title, byNode, findings));
    }

    private static void compare(
            Cluster cluster, String title, Map<ClusterNode, VirtualServer> byNode, Findings findings) {
        List<String> lacking = cluster.nodes().stream()
                .filter(node -> !byNode.containsKey(node))
                .map(ClusterNode::name)
                .toList();
        Set<Set<String>> lists =
                byNode.values().stream().map(Servers::realServers).collect(Collectors.toSet());
        if (lacking.isEmpty() && lists.size() == 1) {
            return;
        }
        List<Spot> spots = new ArrayList<>();
        byNode.forEach((node, server) -> spots.add(new Spot(
                server.place(), node.name() + ": " + realServers(server).size() + " real servers")));
        findings.add(
                LintCode.SERVERS_DIFFER,
                spots,
                "virtual_server " + title
                        + (lacking.isEmpty()
                                ? " has different real servers on the nodes: what clients reach depends on who is master"
                                : " is missing on " + String.join(" and ", lacking)
                                        + ": clients are refused while that node is master"),
                "Write the same virtual_server on every node.");
    }

    private static Set<String> realServers(VirtualServer server) {
        return server.realServers().stream()
                .map(real -> real.address() + " " + real.port())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String title(VirtualServer server) {
        String protocol = server.protocol().map(Enum::name).orElse("");
        return switch (server.target()) {
            case Target.Endpoint endpoint -> endpoint.address() + " " + endpoint.port() + " " + protocol;
            case Target.Mark mark -> "fwmark " + mark.value();
            case Target.Group group -> "group " + group.name() + " " + protocol;
        };
    }
}
