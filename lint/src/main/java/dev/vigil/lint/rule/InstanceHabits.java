package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.config.model.Transport;
import dev.vigil.config.model.VrrpInstance;
import dev.vigil.config.model.VrrpScript;
import dev.vigil.core.address.IpAddress;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.track.Tracks;
import dev.vigil.lint.ClusterNode;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.Outline;
import dev.vigil.lint.failover.Standing;
import dev.vigil.lint.failover.Tracker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one node alone shows to be unwise. */
final class InstanceHabits {
    private static final long SLOW_INTERVAL_NS = 5 * Nanos.PER_S;
    private static final int PRIORITY_MIN = 1;
    private static final int PRIORITY_MAX = 254;

    private final ClusterNode node;
    private final Findings findings;

    private InstanceHabits(ClusterNode node, Findings findings) {
        this.node = node;
        this.findings = findings;
    }

    static void judge(ClusterNode node, Findings findings) {
        InstanceHabits rule = new InstanceHabits(node, findings);
        for (VrrpInstance instance : node.config().instances()) {
            Member member = new Member(node, instance);
            rule.slow(member);
            rule.untracked(member);
            rule.limits(member);
            rule.strict(member);
            rule.self(member);
        }
        rule.unusedScripts();
    }

    private void slow(Member member) {
        long intervalNs = member.instance().election().advertIntervalNs();
        if (intervalNs >= SLOW_INTERVAL_NS) {
            long silenceNs = intervalNs * member.instance().election().downTimerAdverts();
            findings.add(
                    LintCode.SLOW_FAILOVER,
                    member.place("advert_int"),
                    "with advert_int " + Words.seconds(intervalNs)
                            + " the death of a master is noticed after more than " + Words.seconds(silenceNs)
                            + "; the addresses are on no node until then",
                    "Write advert_int 1, the same on every node.");
        }
    }

    private void untracked(Member member) {
        boolean weightedFile = !member.instance().tracking().files().isEmpty()
                || member.syncGroup()
                        .filter(group -> !group.tracking().files().isEmpty())
                        .isPresent();
        if (Standing.of(member).trackers().isEmpty() && !weightedFile) {
            findings.add(
                    LintCode.NOTHING_TRACKED,
                    member.instance().place(),
                    "vrrp_instance " + member.instance().name() + " tracks nothing but its interface: when a service"
                            + " dies and the node lives, the addresses stay where they are",
                    "Track a script that asks the service for an answer (vrrp_script and track_script).");
        }
    }

    private void limits(Member member) {
        Standing standing = Standing.of(member);
        int highest = standing.base();
        int lowest = standing.base();
        for (Tracker tracker : standing.trackers()) {
            highest += Math.max(tracker.delta(false), tracker.delta(true));
            lowest += Math.min(tracker.delta(false), tracker.delta(true));
        }
        boolean past = highest > PRIORITY_MAX || lowest < PRIORITY_MIN;
        if (past && standing.base() != Tracks.PRIORITY_OWNER && highest != lowest) {
            findings.add(
                    LintCode.PRIORITY_CLAMPED,
                    member.place("priority"),
                    "with its weights this priority goes from " + lowest + " to " + highest
                            + "; what is below 1 counts as 1, what is above 254 as 254",
                    "Choose priority and weights whose sums stay between 1 and 254, so that every failure counts.");
        }
    }

    private void strict(Member member) {
        VrrpInstance instance = member.instance();
        if (instance.election().strict() && !instance.accept()) {
            List<Spot> spots = new ArrayList<>();
            node.outline().blocks("global_defs").stream()
                    .flatMap(block -> Outline.statements(block, "vrrp_strict"))
                    .forEach(statement -> spots.add(new Spot(statement.place(), "")));
            node.outline()
                    .statement(instance.place(), "strict_mode")
                    .ifPresent(statement -> spots.add(new Spot(statement.place(), "")));
            spots.add(new Spot(instance.place(), ""));
            findings.add(
                    LintCode.STRICT_REFUSES_TRAFFIC,
                    spots,
                    "strict mode: where keepalived is master it drops all packets to the addresses of "
                            + instance.name() + " (no ping, no connection, only forwarding); Vigil has no such filter"
                            + " and answers, so what clients see depends on the daemon",
                    instance.election().version() == 3
                            ? "Remove vrrp_strict, or add accept to the instance."
                            : "Remove vrrp_strict.");
        }
    }

    private void self(Member member) {
        Transport transport = member.instance().transport();
        Optional<IpAddress> source = transport.source();
        if (source.isPresent()
                && transport.peers().stream().anyMatch(peer -> peer.address().equals(source.get()))) {
            findings.add(
                    LintCode.PEER_IS_SELF,
                    List.of(member.spot("sends from " + source.get(), "unicast_peer")),
                    "vrrp_instance " + member.instance().name() + " lists itself, " + source.get() + ", as a peer",
                    "Remove the line; list the addresses of the other nodes.");
        }
    }

    private void unusedScripts() {
        Set<String> tracked = new HashSet<>();
        for (VrrpInstance instance : node.config().instances()) {
            instance.tracking().scripts().forEach(script -> tracked.add(script.name()));
        }
        node.config()
                .syncGroups()
                .forEach(group -> group.tracking().scripts().forEach(script -> tracked.add(script.name())));
        for (VrrpScript script : node.config().scripts()) {
            if (!tracked.contains(script.name())) {
                findings.add(
                        LintCode.SCRIPT_NEVER_TRACKED,
                        script.place(),
                        "vrrp_script " + script.name() + " is defined but no instance tracks it: its failure moves"
                                + " nothing",
                        "Add track_script { " + script.name() + " } to the instance that it is about.");
            }
        }
    }
}
