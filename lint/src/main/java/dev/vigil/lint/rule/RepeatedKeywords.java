package dev.vigil.lint.rule;

import dev.vigil.config.syntax.Node;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Outline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A keyword that has one value, with two of them in one block. */
final class RepeatedKeywords {
    /** What decides who is master, and how the nodes find each other. */
    private static final Set<String> SINGLE = Set.of(
            "interface",
            "virtual_router_id",
            "priority",
            "advert_int",
            "version",
            "preempt_delay",
            "mcast_src_ip",
            "unicast_src_ip",
            "mcast_dst_ip",
            "auth_type",
            "auth_pass",
            "script",
            "interval",
            "timeout",
            "weight",
            "fall",
            "rise",
            "router_id",
            "script_user");

    private static final Set<String> BLOCKS = Set.of("global_defs", "vrrp_instance", "vrrp_script", "authentication");

    private RepeatedKeywords() {}

    static void judge(ClusterNode node, Findings findings) {
        node.outline().top().forEach(statement -> block(statement, findings));
    }

    private static void block(Node block, Findings findings) {
        if (!BLOCKS.contains(block.name())) {
            return;
        }
        Map<String, Node> latest = new HashMap<>();
        for (Node statement : block.children()) {
            block(statement, findings);
            Node earlier = SINGLE.contains(statement.name()) ? latest.put(statement.name(), statement) : null;
            if (earlier != null && !earlier.argumentText().equals(statement.argumentText())) {
                findings.add(
                        LintCode.REPEATED_KEYWORD,
                        List.of(
                                new Spot(Outline.argumentPlace(statement), "counts"),
                                new Spot(Outline.argumentPlace(earlier), "does not count")),
                        statement.name() + " is given twice in this block; the later one counts",
                        "Remove one of them.");
            }
        }
    }
}
