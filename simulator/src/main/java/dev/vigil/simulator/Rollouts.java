package dev.vigil.simulator;

import dev.vigil.core.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The reloads of a scenario. What all members of a virtual router share is changed on one after the other, as people do, or
 * on one alone, by mistake; in the end they agree again.
 */
final class Rollouts {
    private final RandomGenerator chance;
    private final RandomCluster cluster;

    /** The plan of each member after the reloads so far. */
    private final List<List<MemberPlan>> plans = new ArrayList<>();

    private final RandomGroups groups;
    private final RandomProofs proofs;

    Rollouts(
            RandomGenerator chance,
            RandomCluster cluster,
            RandomGroups groups,
            RandomProofs proofs,
            List<NodePlan> nodes) {
        this.groups = groups;
        this.proofs = proofs;
        this.chance = chance;
        this.cluster = cluster;
        nodes.forEach(node -> plans.add(new ArrayList<>(node.members())));
    }

    /** A member of a node gets other rules, or other limits for its peers. */
    List<Action.Reconfigure> one(int node) {
        if (plans.get(node).isEmpty()) {
            return List.of();
        }
        int member = chance.nextInt(plans.get(node).size());
        MemberPlan plan = plans.get(node).get(member);
        boolean limits = !plan.expectation().peers().isEmpty() && chance.nextInt(3) > 0;
        return limits
                ? change(node, member, Action.Changed.LIMITS, cluster::limited)
                : change(node, member, Action.Changed.RULES, old -> groups.keeping(old, cluster.reconfigured(old)));
    }

    /** Something changes that the members of a virtual router share: on all of them, or on one alone. */
    List<Action.Reconfigure> shared(int node) {
        if (plans.get(node).isEmpty()) {
            return List.of();
        }
        int member = chance.nextInt(plans.get(node).size());
        MemberPlan plan = plans.get(node).get(member);
        Reloads reloads = cluster.reloads();
        boolean alone = chance.nextInt(3) == 0;
        int what = chance.nextInt(3);
        if (what == 0) {
            long intervalNs = reloads.anyInterval(plan.message().version(), cluster.intervalNs(plan));
            return roll(node, member, alone, Action.Changed.INTERVAL, one -> reloads.withInterval(one, intervalNs));
        }
        if (what == 1 && Reloads.hasSecret(plan)) {
            List<Byte> secret = chance.nextInt(4) == 0 ? List.of() : reloads.anySecret();
            return roll(
                    node,
                    member,
                    alone,
                    Action.Changed.PASSWORD,
                    one -> reloads.withSecret(one, reloads.alike(secret)));
        }
        if (hasOwner(plan)) {
            return List.of();
        }
        List<IpAddress> addresses = reloads.anyAddresses(plan.addresses());
        return roll(node, member, alone, Action.Changed.ADDRESSES, one -> reloads.withAddresses(one, addresses));
    }

    /** A member comes to a sync group or leaves it: on all nodes, or on one alone. */
    List<Action.Reconfigure> regroup(int node) {
        if (plans.get(node).isEmpty()) {
            return List.of();
        }
        int member = groups.chance().nextInt(plans.get(node).size());
        boolean joins = !plans.get(node).get(member).settings().isGrouped();
        boolean alone = groups.chance().nextInt(3) == 0;
        return roll(node, member, alone, Action.Changed.GROUP, one -> groups.member(one, joins));
    }

    /** The keys of a virtual router change: one stage after the other on all nodes, or on one alone, to others than there. */
    List<Action.Reconfigure> rekey(int node, int member) {
        ProofPlan old = plans.get(node).get(member).proofs();
        if (proofs.chance().nextInt(3) == 0) {
            ProofPlan wrong = proofs.wrong(old);
            return roll(node, member, true, Action.Changed.KEYS, one -> one.proving(wrong));
        }
        List<Action.Reconfigure> steps = new ArrayList<>();
        for (ProofPlan stage : proofs.rotation(old)) {
            steps.addAll(roll(node, member, false, Action.Changed.KEYS, one -> one.proving(stage)));
        }
        return steps;
    }

    /** The members of a node that prove what they say. */
    List<Integer> proving(int node) {
        List<Integer> proving = new ArrayList<>();
        for (int member = 0; member < plans.get(node).size(); member++) {
            if (!plans.get(node).get(member).proofs().isNone()) {
                proving.add(member);
            }
        }
        return proving;
    }

    /** Whoever differs from the first member in something that they must share gets what that has. */
    List<Action.Reconfigure> agree() {
        Reloads reloads = cluster.reloads();
        List<Action.Reconfigure> steps = new ArrayList<>();
        for (int node = 0; node < plans.size(); node++) {
            for (int member = 0; member < plans.get(node).size(); member++) {
                MemberPlan plan = plans.get(node).get(member);
                MemberPlan first = first(plan);
                long intervalNs = first.settings().rules().intervalNs();
                if (plan.message().version() == 2 && plan.settings().rules().intervalNs() != intervalNs) {
                    steps.addAll(change(
                            node, member, Action.Changed.INTERVAL, one -> reloads.withInterval(one, intervalNs)));
                }
                if (!plan.proof().equals(first.proof())) {
                    steps.addAll(change(
                            node, member, Action.Changed.PASSWORD, one -> reloads.withSecret(one, first.secret())));
                }
                if (!plan.proofs().equals(first.proofs())) {
                    steps.addAll(change(node, member, Action.Changed.KEYS, one -> one.proving(first.proofs())));
                }
                if (plan.settings().isGrouped() != first.settings().isGrouped()) {
                    boolean joins = first.settings().isGrouped();
                    steps.addAll(change(node, member, Action.Changed.GROUP, one -> groups.member(one, joins)));
                }
                if (!plan.addresses().equals(first.addresses())) {
                    steps.addAll(change(
                            node,
                            member,
                            Action.Changed.ADDRESSES,
                            one -> reloads.withAddresses(one, first.addresses())));
                }
            }
        }
        return steps;
    }

    private MemberPlan first(MemberPlan of) {
        return plans.stream()
                .flatMap(List::stream)
                .filter(plan -> isSame(plan, of))
                .findFirst()
                .orElseThrow();
    }

    private boolean hasOwner(MemberPlan of) {
        return plans.stream()
                .flatMap(List::stream)
                .anyMatch(plan -> isSame(plan, of) && plan.settings().isOwner());
    }

    // The VRIDs of a scenario are all different.
    private static boolean isSame(MemberPlan one, MemberPlan other) {
        return one.settings().vrid() == other.settings().vrid();
    }

    private List<Action.Reconfigure> roll(
            int node, int member, boolean alone, Action.Changed what, UnaryOperator<MemberPlan> change) {
        if (alone) {
            return change(node, member, what, change);
        }
        MemberPlan meant = plans.get(node).get(member);
        List<Action.Reconfigure> steps = new ArrayList<>();
        for (int one = 0; one < plans.size(); one++) {
            for (int at = 0; at < plans.get(one).size(); at++) {
                if (isSame(plans.get(one).get(at), meant)) {
                    steps.addAll(change(one, at, what, change));
                }
            }
        }
        return steps;
    }

    private List<Action.Reconfigure> change(
            int node, int member, Action.Changed what, UnaryOperator<MemberPlan> change) {
        MemberPlan plan = change.apply(plans.get(node).get(member));
        plans.get(node).set(member, plan);
        return List.of(new Action.Reconfigure(node, member, plan, what));
    }
}
