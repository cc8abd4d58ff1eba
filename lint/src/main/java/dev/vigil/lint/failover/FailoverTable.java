package dev.vigil.lint.failover;

import dev.vigil.lint.SharedRouter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Where the addresses of a virtual router go: for every single failure, every lost node, every check that fails on all
 * nodes, and every combination that ends badly.
 *
 * @param complete whether every combination was looked at; there can be too many
 */
public record FailoverTable(Contest contest, List<Outcome> rows, boolean complete) {
    /** With more trackers than this only single failures and pairs are looked at. */
    static final int TRACKERS_MAX = 12;

    /** The longest table that is printed. */
    static final int ROWS_MAX = 60;

    public static FailoverTable of(SharedRouter router) {
        Contest contest = Contest.of(router);
        Set<Outcome> rows = new LinkedHashSet<>();
        for (int holder : contest.holders()) {
            rows.add(Outcome.of(contest, holder, contest.allWell()));
            singles(contest, holder, rows::add);
            everywhere(contest, holder, rows::add);
        }
        boolean complete = eachCombination(contest, outcome -> {
            if (outcome.verdict() == Outcome.Verdict.STUCK && rows.size() < ROWS_MAX) {
                rows.add(outcome);
            }
        });
        return new FailoverTable(contest, List.copyOf(rows), complete);
    }

    public SharedRouter router() {
        return contest.router();
    }

    private static void singles(Contest contest, int holder, Consumer<Outcome> rows) {
        for (int member = 0; member < contest.size(); member++) {
            int trackers = contest.standing(member).trackers().size();
            for (int index = 0; index < trackers; index++) {
                rows.accept(Outcome.of(contest, holder, contest.only(member, 1L << index)));
            }
            if (contest.size() > 1 && member == holder) {
                rows.accept(Outcome.of(contest, holder, contest.only(member, Standing.LOST)));
            }
        }
    }

    /** What all nodes track fails on all of them, such as a database behind them. */
    private static void everywhere(Contest contest, int holder, Consumer<Outcome> rows) {
        Set<String> shared = new TreeSet<>(contest.standing(holder).failures(all(contest.standing(holder))));
        contest.standings().forEach(standing -> shared.retainAll(standing.failures(all(standing))));
        for (String name : contest.size() > 1 ? shared : Set.<String>of()) {
            long[] failures = contest.allWell();
            for (int member = 0; member < contest.size(); member++) {
                failures[member] = only(contest.standing(member), name);
            }
            rows.accept(Outcome.of(contest, holder, failures));
        }
    }

    private static long all(Standing standing) {
        return (1L << standing.trackers().size()) - 1;
    }

    private static long only(Standing standing, String name) {
        long failed = Standing.ALL_WELL;
        for (int index = 0; index < standing.trackers().size(); index++) {
            if (standing.trackers().get(index).title().equals(name)) {
                failed |= 1L << index;
            }
        }
        return failed;
    }

    /** A tracker of a member. */
    private record Position(int member, int index) {}

    /** Shows combinations of failures, the smaller ones (and none) first; returns whether these are all. */
    public static boolean eachCombination(Contest contest, Consumer<Outcome> outcomes) {
        List<Position> positions = new ArrayList<>();
        for (int member = 0; member < contest.size(); member++) {
            int trackers = contest.standing(member).trackers().size();
            for (int index = 0; index < trackers; index++) {
                positions.add(new Position(member, index));
            }
        }
        boolean complete = positions.size() <= TRACKERS_MAX;
        List<List<Position>> choices = complete ? everyChoice(positions) : pairs(positions);
        for (int holder : contest.holders()) {
            for (List<Position> failing : choices) {
                outcomes.accept(Outcome.of(contest, holder, failures(contest, failing)));
            }
        }
        return complete;
    }

    private static long[] failures(Contest contest, List<Position> failing) {
        long[] failures = contest.allWell();
        failing.forEach(position -> failures[position.member()] |= 1L << position.index());
        return failures;
    }

    private static List<List<Position>> everyChoice(List<Position> positions) {
        return IntStream.range(0, 1 << positions.size())
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .map(mask -> IntStream.range(0, positions.size())
                        .filter(index -> (mask >> index & 1) != 0)
                        .mapToObj(positions::get)
                        .toList())
                .toList();
    }

    private static List<List<Position>> pairs(List<Position> positions) {
        List<List<Position>> pairs = new ArrayList<>();
        for (int one = 0; one < positions.size(); one++) {
            for (int other = one; other < positions.size(); other++) {
                pairs.add(List.of(positions.get(one), positions.get(other)));
            }
        }
        return pairs;
    }
}
