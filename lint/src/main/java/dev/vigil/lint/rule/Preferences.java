package dev.vigil.lint.rule;

import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import dev.vigil.lint.failover.Contest;
import dev.vigil.lint.failover.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Priorities, states and preemption must say the same about who is to be master. */
final class Preferences {
    private static final String PRIORITY = "priority";
    private static final String STATE = "state";

    private final SharedRouter router;
    private final Findings findings;
    private final List<Standing> standings;
    private final Standing highest;

    private Preferences(SharedRouter router, Findings findings) {
        this.router = router;
        this.findings = findings;
        this.standings = Contest.of(router).standings();
        this.highest = standings.stream()
                .max(Comparator.comparingInt(Preferences::healthy))
                .orElseThrow();
    }

    static void judge(SharedRouter router, Findings findings) {
        if (router.isShared()) {
            Preferences rule = new Preferences(router, findings);
            rule.equalPriorities();
            rule.states();
            rule.nopreempt();
        }
    }

    private static int healthy(Standing standing) {
        return standing.priority(Standing.ALL_WELL);
    }

    private void equalPriorities() {
        List<Standing> equal = standings.stream()
                .filter(standing -> healthy(standing) == healthy(highest))
                .toList();
        if (equal.size() > 1) {
            List<Member> members = equal.stream().map(Standing::member).toList();
            findings.add(
                    LintCode.PRIORITIES_EQUAL,
                    spots(equal, PRIORITY),
                    router.title() + ": " + SharedRouter.names(members) + " have the same priority, " + healthy(highest)
                            + ": when they start together both become master for a moment, and the one with the higher"
                            + " address stays",
                    "Give each node a priority of its own.");
        }
    }

    private void states() {
        List<Standing> masters = standings.stream()
                .filter(standing -> standing.member().instance().election().startAsMaster())
                .toList();
        List<Member> members = masters.stream().map(Standing::member).toList();
        if (masters.size() > 1) {
            findings.add(
                    LintCode.SEVERAL_MASTERS,
                    spots(masters, STATE),
                    router.title() + ": state MASTER on " + SharedRouter.names(members)
                            + ": the priority decides, not the state, and nopreempt and preempt_delay do not work with"
                            + " it",
                    "Write state MASTER on the node with the highest priority only, or state BACKUP on all.");
        } else if (masters.size() == 1 && healthy(masters.getFirst()) < healthy(highest)) {
            Standing master = masters.getFirst();
            List<Spot> spots = new ArrayList<>(spots(masters, STATE));
            spots.add(highest.member().spot("priority " + healthy(highest), PRIORITY));
            findings.add(
                    LintCode.MASTER_HAS_LOWER_PRIORITY,
                    spots,
                    router.title() + ": " + master.name() + " has state MASTER but priority " + healthy(master) + "; "
                            + highest.name() + " has " + healthy(highest) + " and takes the addresses as soon as it is"
                            + " up",
                    "Give " + master.name() + " the highest priority, or write state MASTER on " + highest.name()
                            + ".");
        }
    }

    /** On a node that nobody preempts anyway, nopreempt keeps nothing from moving back. */
    private void nopreempt() {
        List<Standing> lower = standings.stream()
                .filter(standing -> !standing.preempt() && healthy(standing) < healthy(highest))
                .toList();
        boolean taken = highest.preempt() && !lower.isEmpty();
        if (taken) {
            List<Member> members = lower.stream().map(Standing::member).toList();
            List<Spot> spots = new ArrayList<>(spots(lower, "nopreempt"));
            spots.add(highest.member().spot("priority " + healthy(highest) + ", preempts", PRIORITY));
            findings.add(
                    LintCode.NOPREEMPT_ON_LOWER,
                    spots,
                    router.title() + ": nopreempt works on " + SharedRouter.names(members) + " but not on "
                            + highest.name() + ", which has the higher priority and takes the addresses back whenever"
                            + " it returns",
                    "Write state BACKUP and nopreempt on " + highest.name() + ".");
        }
    }

    private static List<Spot> spots(List<Standing> standings, String keyword) {
        return standings.stream()
                .map(standing -> standing.member().spot("priority " + healthy(standing), keyword))
                .toList();
    }
}
