package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.SyncGroup;
import dev.vigil.lint.Cluster;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import dev.vigil.lint.failover.Contest;
import dev.vigil.lint.failover.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Instances of a sync group change together, so they must be alike on every node. */
final class SyncGroups {
    private final Cluster cluster;
    private final Findings findings;

    private SyncGroups(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    static void judge(Cluster cluster, Findings findings) {
        SyncGroups rule = new SyncGroups(cluster, findings);
        Set<Set<Integer>> torn = new HashSet<>();
        for (ClusterNode node : cluster.nodes()) {
            for (SyncGroup group : node.config().syncGroups()) {
                if (torn.add(rule.vrids(node, group))) {
                    rule.torn(node, group);
                }
            }
        }
        cluster.routers().stream().filter(SharedRouter::isShared).forEach(rule::companions);
    }

    private Set<Integer> vrids(ClusterNode node, SyncGroup group) {
        return node.config().instances().stream()
                .filter(instance -> group.members().contains(instance.name()))
                .map(instance -> instance.vrid())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A group becomes master only where all of its instances may. */
    private void torn(ClusterNode node, SyncGroup group) {
        Map<String, List<SharedRouter>> preferred = new LinkedHashMap<>();
        for (SharedRouter router : cluster.routers()) {
            boolean member = router.members().stream()
                    .anyMatch(candidate -> candidate.isOn(node)
                            && group.members().contains(candidate.instance().name()));
            List<Integer> holders = Contest.of(router).holders();
            if (member && router.isShared() && holders.size() == 1) {
                String name = router.members().get(holders.getFirst()).name();
                preferred.computeIfAbsent(name, _ -> new ArrayList<>()).add(router);
            }
        }
        if (preferred.size() > 1) {
            String words = preferred.entrySet().stream()
                    .map(entry -> Words.list(entry.getValue().stream()
                                    .map(SharedRouter::title)
                                    .toList())
                            + " on " + entry.getKey())
                    .collect(Collectors.joining(", "));
            List<Spot> spots = new ArrayList<>(List.of(new Spot(group.place(), node.name())));
            preferred.values().forEach(routers -> routers.forEach(router -> spots.addAll(priorities(router))));
            findings.add(
                    LintCode.SYNC_GROUP_TORN,
                    spots,
                    "vrrp_sync_group " + group.name() + " becomes master only where all its instances may, but they"
                            + " prefer different nodes (" + words + "): each node pulls the other one down again and"
                            + " again",
                    "Give all instances of the group their highest priority on the same node, or take them out of the"
                            + " group.");
        }
    }

    private static List<Spot> priorities(SharedRouter router) {
        return Contest.of(router).standings().stream()
                .map(standing -> standing.member()
                        .spot(router.title() + " priority " + standing.priority(Standing.ALL_WELL), "priority"))
                .toList();
    }

    /** The VRIDs that change together with this one must be the same on every node. */
    private void companions(SharedRouter router) {
        Map<Set<Integer>, List<Member>> groups = router.by(member -> member.companions().stream()
                .map(instance -> instance.vrid())
                .collect(Collectors.toCollection(TreeSet::new)));
        if (groups.size() > 1) {
            findings.add(
                    LintCode.SYNC_GROUP_DIFFERS,
                    router.members().stream()
                            .map(member -> new Spot(
                                    member.syncGroup()
                                            .map(SyncGroup::place)
                                            .orElse(member.instance().place()),
                                    member.name()))
                            .toList(),
                    router.title() + " changes together with others (" + SharedRouter.words(groups, SyncGroups::words)
                            + "): after a failure some instances move and their companions stay",
                    "Write the same vrrp_sync_group on every node.");
        }
    }

    private static String words(Set<Integer> vrids) {
        return vrids.isEmpty() ? "none" : "VRID " + Words.list(vrids);
    }
}
