package dev.vigil.lint.rule;

import dev.vigil.lint.Cluster;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Findings;
import dev.vigil.lint.SharedRouter;
import dev.vigil.lint.script.Programs;
import java.util.List;

/** All rules. */
public final class Rules {
    private static final List<ClusterRule> CLUSTER =
            List.of(AddressAgreement::judge, RouterIds::judge, SyncGroups::judge, Servers::judge);

    private static final List<RouterRule> ROUTER = List.of(
            WireAgreement::judge,
            HmacAgreement::judge,
            PeerAgreement::judge,
            AddressSettings::judge,
            Preferences::judge,
            Failovers::judge,
            TrackedScripts::judge);

    private static final List<NodeRule> NODE = List.of(
            WholeFile::judge,
            CutWords::judge,
            RepeatedKeywords::judge,
            InstanceHabits::judge,
            Samples::judge,
            Servers::judge,
            Programs::judge,
            Host::judge);

    private Rules() {}

    /** Judges what concerns several nodes. */
    public static void judge(Cluster cluster, Findings findings) {
        CLUSTER.forEach(rule -> rule.judge(cluster, findings));
        for (SharedRouter router : cluster.routers()) {
            ROUTER.forEach(rule -> rule.judge(router, findings));
        }
    }

    /** Judges what concerns one node alone. */
    public static void judge(ClusterNode node, Findings findings) {
        NODE.forEach(rule -> rule.judge(node, findings));
    }
}
