package dev.vigil.lint.rule;

import dev.vigil.config.Words;
import dev.vigil.lint.Finding.Spot;
import dev.vigil.lint.Findings;
import dev.vigil.lint.LintCode;
import dev.vigil.lint.Member;
import dev.vigil.lint.SharedRouter;
import dev.vigil.lint.failover.Contest;
import dev.vigil.lint.failover.FailoverTable;
import dev.vigil.lint.failover.Outcome;
import dev.vigil.lint.failover.Standing;
import dev.vigil.lint.failover.Tracker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A failing check must move the addresses to a node where it does not fail. */
final class Failovers {
    private static final int WEIGHT_MAX = 253;
    private static final int EXAMPLES_MAX = 3;

    private final Contest contest;
    private final Findings findings;
    private final SharedRouter router;

    private Failovers(SharedRouter router, Findings findings) {
        this.router = router;
        this.contest = Contest.of(router);
        this.findings = findings;
    }

    static void judge(SharedRouter router, Findings findings) {
        if (router.isShared()) {
            Failovers rule = new Failovers(router, findings);
            boolean stuck = false;
            for (int holder : rule.contest.holders()) {
                stuck |= rule.weighted(holder);
            }
            if (!stuck) {
                rule.combinations();
            }
            rule.clamping();
        }
    }

    /** Looks at every weighted check of a node that has the addresses; returns whether one moves nothing. */
    private boolean weighted(int holder) {
        Map<LintCode, List<Tracker>> stuck = new EnumMap<>(LintCode.class);
        List<Tracker> trackers = contest.standing(holder).trackers();
        for (int index = 0; index < trackers.size(); index++) {
            Tracker tracker = trackers.get(index);
            Outcome outcome = outcome(holder, 1L << index);
            if (!tracker.weight().faults() && outcome.verdict() == Outcome.Verdict.STUCK) {
                for (LintCode reason : reasons(holder, 1L << index)) {
                    stuck.computeIfAbsent(reason, _ -> new ArrayList<>()).add(tracker);
                }
            }
        }
        stuck.forEach((reason, failing) -> report(reason, holder, failing));
        return !stuck.isEmpty();
    }

    private Outcome outcome(int holder, long failed) {
        return Outcome.of(contest, holder, contest.only(holder, failed));
    }

    private List<LintCode> reasons(int holder, long failed) {
        List<LintCode> reasons = new ArrayList<>();
        Contest preempting = contest.withPreemption();
        boolean moves = preempting.master(holder, contest.only(holder, failed)) != holder;
        if (!moves) {
            long all = contest.standing(holder).allWeighted();
            boolean together = preempting.master(holder, contest.only(holder, all)) != holder;
            boolean tie = contest.standing(holder).priority(failed) == healthy(best(holder));
            reasons.add(
                    together ? LintCode.WEIGHTS_ONLY_TOGETHER : tie ? LintCode.WEIGHT_TIES : LintCode.WEIGHT_TOO_SMALL);
        }
        boolean nobodyPreempts = contest.standings().stream()
                .filter(standing -> !standing.isSameNode(contest.standing(holder)))
                .noneMatch(Standing::preempt);
        if (moves || nobodyPreempts) {
            reasons.add(LintCode.NOPREEMPT_BLOCKS);
        }
        return reasons;
    }

    /** The best of the other nodes. */
    private Standing best(int holder) {
        Standing own = contest.standing(holder);
        return contest.standings().stream()
                .filter(standing -> !standing.isSameNode(own))
                .max(java.util.Comparator.comparingInt(Failovers::healthy))
                .orElseThrow();
    }

    private static int healthy(Standing standing) {
        return standing.priority(Standing.ALL_WELL);
    }

    private void report(LintCode reason, int holder, List<Tracker> failing) {
        Standing own = contest.standing(holder);
        Standing other = best(holder);
        String names = String.join(" or ", failing.stream().map(Tracker::title).toList());
        String fails = router.title() + ": when " + names + " fails on " + own.name() + ", ";
        String falls = "its priority goes from " + healthy(own) + " to " + left(own, failing) + " and ";
        String stays = ": the addresses stay where the service is dead";
        String message = switch (reason) {
            case WEIGHT_TIES -> fails + falls + "then equals that of " + other.name() + ", which moves nothing" + stays;
            case WEIGHTS_ONLY_TOGETHER ->
                fails + falls + "stays above the " + healthy(other) + " of " + other.name()
                        + "; the addresses move only when several checks fail together";
            case NOPREEMPT_BLOCKS ->
                fails + "nobody takes over, whatever the weight: nopreempt on " + nopreempting(own)
                        + " forbids it while the master lives" + stays.replace(":", ", and");
            default -> fails + falls + "stays above the " + healthy(other) + " of " + other.name() + stays;
        };
        String hint = reason == LintCode.NOPREEMPT_BLOCKS
                ? "Remove nopreempt there, or write weight 0 for the check: the failure then is a fault, and the master"
                        + " gives the addresses up."
                : weightHint(own, other, failing);
        findings.add(reason, spots(own, other, failing, reason), message, hint);
    }

    private static String left(Standing own, List<Tracker> failing) {
        Set<Integer> left = new LinkedHashSet<>();
        failing.forEach(tracker -> left.add(own.priority(bit(own, tracker))));
        return String.join(" or ", left.stream().map(String::valueOf).toList());
    }

    private static long bit(Standing own, Tracker tracker) {
        return 1L << own.trackers().indexOf(tracker);
    }

    private String nopreempting(Standing own) {
        List<Member> members = contest.standings().stream()
                .filter(standing -> !standing.isSameNode(own) && !standing.preempt())
                .map(Standing::member)
                .toList();
        return SharedRouter.names(members);
    }

    private static String weightHint(Standing own, Standing other, List<Tracker> failing) {
        String fault = "rite weight 0 for the check: the failure then is a fault, and the addresses move whatever the"
                + " priorities are.";
        Optional<String> weight = failing.size() == 1 ? enough(own, other, failing.getFirst()) : Optional.empty();
        return weight.map(text -> "Write " + text + ", or w" + fault).orElse("W" + fault);
    }

    /** The weight nearest to 0 that moves the addresses. */
    private static Optional<String> enough(Standing own, Standing other, Tracker tracker) {
        int weight = tracker.weight().value();
        int gap = own.priority(bit(own, tracker)) - healthy(other);
        boolean otherGains = weight > 0
                && other.trackers().stream().anyMatch(theirs -> theirs.title().equals(tracker.title()));
        int needed = otherGains ? weight + gap + 1 : Math.min(weight, 0) - gap - 1;
        if (tracker.weight().reversed() || Math.abs(needed) > WEIGHT_MAX) {
            return Optional.empty();
        }
        return Optional.of("weight " + needed + (needed < 0 ? " or lower" : " or higher") + " on every node");
    }

    private static List<Spot> spots(Standing own, Standing other, List<Tracker> failing, LintCode reason) {
        List<Spot> spots = new ArrayList<>();
        for (Tracker tracker : failing) {
            spots.add(new Spot(
                    TrackedScripts.weightPlace(own.member(), tracker),
                    own.name() + ": weight " + tracker.weight().value()));
        }
        spots.add(own.member().spot("priority " + own.base(), "priority"));
        spots.add(
                reason == LintCode.NOPREEMPT_BLOCKS
                        ? other.member().spot("nopreempt", "nopreempt")
                        : other.member().spot("priority " + healthy(other), "priority"));
        return spots;
    }

    private void combinations() {
        List<Outcome> bad = new ArrayList<>();
        FailoverTable.eachCombination(contest, outcome -> {
            if (outcome.verdict() == Outcome.Verdict.STUCK) {
                bad.add(outcome);
            }
        });
        if (!bad.isEmpty()) {
            List<String> examples = bad.stream()
                    .limit(EXAMPLES_MAX)
                    .map(outcome -> outcome.failuresText() + " (" + outcome.prioritiesText() + ")")
                    .toList();
            findings.add(
                    LintCode.SICKER_NODE_WINS,
                    prioritySpots(),
                    router.title() + ": " + Words.count(bad.size(), "combination")
                            + " of failures leave the addresses on a node with more failures than another: "
                            + String.join("; ", examples) + (bad.size() > EXAMPLES_MAX ? "; ..." : ""),
                    "Give weights such that a node with more failures always has the lower priority.");
        }
    }

    private void clamping() {
        List<Outcome> decided = new ArrayList<>();
        FailoverTable.eachCombination(contest, outcome -> {
            long[] failures =
                    outcome.failures().stream().mapToLong(Long::longValue).toArray();
            if (contest.unlimitedMaster(outcome.holder(), failures) != outcome.master()) {
                decided.add(outcome);
            }
        });
        if (!decided.isEmpty()) {
            Outcome first = decided.getFirst();
            findings.add(
                    LintCode.CLAMPING_DECIDES,
                    prioritySpots(),
                    router.title() + ": priorities end at 1 and 254, and that decides who is master: when "
                            + first.failuresText() + " fails, they are " + first.prioritiesText(),
                    "Choose priorities and weights whose sums stay between 1 and 254.");
        }
    }

    private List<Spot> prioritySpots() {
        return router.members().stream()
                .map(member -> member.spot("priority " + member.priority(), "priority"))
                .toList();
    }
}
