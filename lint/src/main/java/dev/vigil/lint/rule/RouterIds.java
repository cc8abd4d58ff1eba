package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.SourcePlace;
import dev.vigil.lint.Cluster;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Outline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes should be told apart in mails and SNMP. */
final class RouterIds {
    private RouterIds() {}

    static void judge(Cluster cluster, Findings findings) {
        Map<String, List<ClusterNode>> nodes = new LinkedHashMap<>();
        for (ClusterNode node : cluster.nodes()) {
            node.config()
                    .global()
                    .routerId()
                    .ifPresent(id ->
                            nodes.computeIfAbsent(id, _ -> new ArrayList<>()).add(node));
        }
        nodes.forEach((id, same) -> {
            if (same.size() > 1) {
                findings.add(
                        LintCode.ROUTER_ID_EQUAL,
                        same.stream()
                                .map(node -> new Spot(place(node), node.name()))
                                .toList(),
                        "router_id is " + id + " on " + Words.list(same) + ": mails and SNMP do not show which node"
                                + " they are from",
                        "Write the host name of each node, or leave router_id out.");
            }
        });
    }

    private static SourcePlace place(ClusterNode node) {
        return node.outline().blocks("global_defs").stream()
                .flatMap(block -> Outline.statements(block, "router_id"))
                .map(Outline::argumentPlace)
                .reduce((_, later) -> later)
                .orElse(node.start());
    }
}
