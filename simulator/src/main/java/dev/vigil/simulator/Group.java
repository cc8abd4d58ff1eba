package dev.vigil.simulator;

import dev.vigil.core.address.Family;
import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.State;
import dev.vigil.core.vrrp.Transition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of one virtual router on one segment. When nothing has disturbed it for as long as the protocol may need, it
 * must have settled: every part whose members all hear each other has one MASTER, the best that may preempt.
 */
final class Group {
    /** For what is still on its way, and for kernels that are slow. */
    private static final long MARGIN_NS = 10 * Nanos.PER_S;

    /** A virtual router stays out so long after a refusal of the kernel. */
    private static final long HOLD_NS = 10 * Nanos.PER_S;

    private static final int TIED_FACTOR = 3;

    /** For places in the order of senders that were taken while a clock was ahead. */
    private static final long PROOF_NS = 150 * Nanos.PER_S;

    private record Identity(int segment, Family family, int vrid) {}

    private final Simulation simulation;
    private final List<Member> members = new ArrayList<>();
    private final boolean sound;

    /** How long after the last disturbance the group must have settled. */
    private long boundNs;

    /** When it must have settled; NEVER if it has, or if it need not. */
    private long settleNs = Long.MAX_VALUE;

    private boolean settled;

    private Bond bond = new Bond();

    private Group(Simulation simulation, boolean sound) {
        this.simulation = simulation;
        this.sound = sound;
    }

    static List<Group> of(Simulation simulation, List<Node> nodes, Scenario scenario) {
        Map<Identity, Group> groups = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (Member member : node.members()) {
                Identity identity = new Identity(
                        member.segment(),
                        member.plan().family(),
                        member.plan().settings().vrid());
                groups.computeIfAbsent(identity, _ -> new Group(simulation, scenario.sound()))
                        .add(member);
            }
        }
        groups.values().forEach(group -> group.bound(scenario));
        List<Group> all = List.copyOf(groups.values());
        Bond.tie(all, scenario);
        return all;
    }

    void tie(Bond itsBond) {
        bond = itsBond;
    }

    private void add(Member member) {
        members.add(member);
        member.join(this);
    }

    /** Three times the slowest member: to miss a master, to be preempted, and once for what came in between. */
    private void bound(Scenario scenario) {
        List<MemberPlan> plans = new ArrayList<>();
        members.forEach(member -> plans.add(member.plan()));
        for (Step step : scenario.steps()) {
            if (step.action() instanceof Action.Reconfigure change && has(change.node(), change.member())) {
                plans.add(change.plan());
            }
        }
        long intervalMaxNs = 0;
        for (MemberPlan plan : plans) {
            intervalMaxNs = Math.max(intervalMaxNs, plan.settings().rules().intervalNs());
        }
        boolean strangers = scenario.steps().stream().anyMatch(step -> step.action() instanceof Action.Intrude);
        long claimedMaxNs = intervalMaxNs * (strangers ? Intruder.INTERVAL_FACTOR_MAX : 1);
        long slowestNs = 0;
        for (MemberPlan plan : plans) {
            slowestNs = Math.max(slowestNs, plan.slowestNs(claimedMaxNs));
        }
        long proofNs = plans.stream().anyMatch(plan -> !plan.proofs().isNone()) ? PROOF_NS : 0;
        boundNs = 3 * slowestNs + HOLD_NS + MARGIN_NS + proofNs;
    }

    boolean has(int node, int member) {
        return members.stream().anyMatch(one -> one.node().index() == node && one.index() == member);
    }

    List<Member> members() {
        return members;
    }

    long settleNs() {
        return settleNs;
    }

    void disturb() {
        long waitNs = 0;
        for (Group group : bond.groups()) {
            waitNs = Math.max(waitNs, group.boundNs);
        }
        // Nodes that are better than each other in different virtual routers give way to each other for a while.
        waitNs *= bond.isSingle() ? 1 : TIED_FACTOR;
        for (Group group : bond.groups()) {
            group.settled = false;
            group.settleNs = sound ? simulation.nowNs() + waitNs : Long.MAX_VALUE;
        }
    }

    /** A member changed its state, for which there must have been a reason from outside. */
    void changed(Member member, Transition transition) {
        if (settled) {
            throw simulation.broken(
                    Rule.CALM,
                    member.place(),
                    "it went from " + transition.from() + " to " + transition.to() + " because "
                            + transition.why().getFirst().text());
        }
        if (transition.from() == State.FAULT) {
            // Who was held back takes part again, and the others need their time with it.
            disturb();
        }
    }

    /** Nothing has happened for long enough: every part must be as it should. */
    void settle() {
        settleNs = Long.MAX_VALUE;
        List<Member> tied = bond.members();
        if (!simulation.network.isFine() || tied.stream().anyMatch(Group::isHindered)) {
            return;
        }
        if (tied.stream().anyMatch(member -> member.referee().isHeld())) {
            // Its return is a disturbance of its own.
            disturb();
            return;
        }
        members.stream().filter(Member::isServing).forEach(Member::checkSettledAddresses);
        Optional<List<List<Member>>> parts = parts();
        if (parts.isPresent() && (bond.isSingle() || isComparable(parts.get()))) {
            parts.get().forEach(this::check);
            settled = true;
        }
    }

    /** Whether the other virtual routers of its bond have the same parts of the same nodes, each in one sync group. */
    private boolean isComparable(List<List<Member>> parts) {
        Set<List<Integer>> nodes = nodes(parts);
        for (Group other : bond.groups()) {
            Optional<List<List<Member>>> others = other.parts();
            if (others.isEmpty() || !nodes(others.get()).equals(nodes)) {
                return false;
            }
        }
        return bond.members().stream()
                .filter(Member::isServing)
                .allMatch(member -> member.node().companions().of(member).size()
                        == bond.groups().size());
    }

    private static Set<List<Integer>> nodes(List<List<Member>> parts) {
        Set<List<Integer>> nodes = new HashSet<>();
        parts.forEach(part ->
                nodes.add(part.stream().map(member -> member.node().index()).toList()));
        return nodes;
    }

    private static boolean isHindered(Member member) {
        Node node = member.node();
        return node.isRunning() && (!node.isServing() || !node.mood().isGood());
    }

    /** The members in parts within which everybody hears everybody; empty if it is not that simple. */
    private Optional<List<List<Member>>> parts() {
        List<List<Member>> parts = new ArrayList<>();
        for (Member member : members) {
            if (!member.isServing()) {
                continue;
            }
            if (!member.isAsPlanned()) {
                return Optional.empty();
            }
            List<List<Member>> touching = new ArrayList<>();
            for (List<Member> part : parts) {
                if (!part.getFirst().mayAgreeWith(member)) {
                    return Optional.empty();
                }
                int ways = 0;
                for (Member other : part) {
                    ways += simulation.network.isOpen(member, other) ? 1 : 0;
                    ways += simulation.network.isOpen(other, member) ? 1 : 0;
                }
                if (ways != 0 && ways != 2 * part.size()) {
                    return Optional.empty();
                }
                if (ways != 0) {
                    touching.add(part);
                }
            }
            if (touching.size() > 1) {
                return Optional.empty();
            }
            if (touching.isEmpty()) {
                parts.add(new ArrayList<>(List.of(member)));
            } else {
                touching.getFirst().add(member);
            }
        }
        return Optional.of(parts);
    }

    private void check(List<Member> part) {
        List<Member> masters = part.stream()
                .filter(member -> member.router().state() == State.MASTER)
                .toList();
        List<Member> candidates = part.stream()
                .filter(member -> tied(member).stream().noneMatch(Companions::isKept))
                .toList();
        String where = "VRID " + part.getFirst().plan().settings().vrid();
        if (masters.size() > 1) {
            throw simulation.broken(Rule.ONE_MASTER, where, "these are MASTER: " + places(masters));
        }
        if (masters.isEmpty() && !candidates.isEmpty()) {
            throw simulation.broken(Rule.SOME_MASTER, where, "none of these is MASTER: " + places(candidates));
        }
        if (masters.isEmpty()) {
            return;
        }
        Member master = masters.getFirst();
        candidates.stream()
                .filter(member -> isBetter(member, master))
                .findFirst()
                .ifPresent(best -> {
                    throw simulation.broken(
                            Rule.BEST_MASTER, where, places(List.of(master)) + " is MASTER, not " + best.place());
                });
    }

    /** The members of a node that become MASTER with one of them. */
    private List<Member> tied(Member member) {
        return bond.isSingle() ? List.of(member) : member.node().companions().of(member);
    }

    /** Whether a node preempts another one, in each of the virtual routers that are tied. */
    private boolean isBetter(Member member, Member master) {
        for (Member one : tied(member)) {
            for (Member other : tied(master)) {
                boolean same =
                        one.plan().settings().vrid() == other.plan().settings().vrid();
                boolean better = one.plan().settings().rules().preempt()
                        && one.referee().standing().priority()
                                > other.referee().standing().priority();
                if (same && !better) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String places(List<Member> members) {
        return String.join(", ", members.stream().map(Member::place).toList());
    }
}
