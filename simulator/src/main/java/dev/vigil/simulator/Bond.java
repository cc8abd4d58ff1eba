package dev.vigil.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Virtual routers that settle together, because sync groups of their nodes, or of a reload to come, tie them to each other.
 */
final class Bond {
    private final List<Group> groups = new ArrayList<>();

    /** Ties those together of which some node has members in one sync group, now or later. */
    static void tie(List<Group> groups, Scenario scenario) {
        List<Bond> bonds = new ArrayList<>();
        for (Group group : groups) {
            Bond bond = new Bond();
            bond.groups.add(group);
            bonds.add(bond);
        }
        boolean tied = true;
        while (tied) {
            tied = false;
            for (int one = 0; one < bonds.size() && !tied; one++) {
                for (int other = one + 1; other < bonds.size() && !tied; other++) {
                    if (bonds.get(one).touches(bonds.get(other), scenario)) {
                        bonds.get(one).groups.addAll(bonds.remove(other).groups);
                        tied = true;
                    }
                }
            }
        }
        bonds.forEach(bond -> bond.groups.forEach(group -> group.tie(bond)));
    }

    private boolean touches(Bond other, Scenario scenario) {
        Set<String> mine = names(scenario);
        mine.retainAll(other.names(scenario));
        return !mine.isEmpty();
    }

    /** Each sync group of each node that a member is or will be in. */
    private Set<String> names(Scenario scenario) {
        Set<String> names = new HashSet<>();
        for (Group group : groups) {
            for (Member member : group.members()) {
                add(names, member.node().index(), member.plan());
            }
        }
        for (Step step : scenario.steps()) {
            if (step.action() instanceof Action.Reconfigure change
                    && groups.stream().anyMatch(group -> group.has(change.node(), change.member()))) {
                add(names, change.node(), change.plan());
            }
        }
        return names;
    }

    private static void add(Set<String> names, int node, MemberPlan plan) {
        if (plan.settings().isGrouped()) {
            names.add(node + " " + plan.settings().group());
        }
    }

    List<Group> groups() {
        return groups;
    }

    boolean isSingle() {
        return groups.size() == 1;
    }

    List<Member> members() {
        return groups.stream().flatMap(group -> group.members().stream()).toList();
    }
}
