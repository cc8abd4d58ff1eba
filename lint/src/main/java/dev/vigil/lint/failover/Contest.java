package dev.vigil.lint.failover;

import dev.vigil.lint.SharedRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** The election of a virtual router, with the priorities that failures leave. Members are named by their index. */
public final class Contest {
    /** No member can be master. */
    public static final int NOBODY = -1;

    private final SharedRouter router;
    private final List<Standing> standings;

    private Contest(SharedRouter router, List<Standing> standings) {
        this.router = router;
        this.standings = standings;
    }

    public static Contest of(SharedRouter router) {
        return new Contest(router, router.members().stream().map(Standing::of).toList());
    }

    /** The same contest if nobody had {@code nopreempt}. */
    public Contest withPreemption() {
        List<Standing> preempting = standings.stream()
                .map(standing -> new Standing(standing.member(), standing.base(), true, standing.trackers()))
                .toList();
        return new Contest(router, preempting);
    }

    public SharedRouter router() {
        return router;
    }

    public List<Standing> standings() {
        return standings;
    }

    public Standing standing(int member) {
        return standings.get(member);
    }

    public int size() {
        return standings.size();
    }

    /** Failures for every member: none. */
    public long[] allWell() {
        return new long[standings.size()];
    }

    /** Failures for every member: these of one member only. */
    public long[] only(int member, long failed) {
        long[] failures = allWell();
        failures[member] = failed;
        return failures;
    }

    /** The members that keep the addresses, once they have them, while all is well. */
    public List<Integer> holders() {
        List<Integer> holders = new ArrayList<>();
        for (int member = 0; member < size(); member++) {
            if (master(member, allWell()) == member) {
                holders.add(member);
            }
        }
        return holders;
    }

    /**
     * Who has the addresses after failures.
     *
     * @param holder who has them before
     */
    public int master(int holder, long[] failures) {
        return master(holder, failures, Standing::priority);
    }

    /** The same, if priorities had no limits. */
    public int unlimitedMaster(int holder, long[] failures) {
        return master(holder, failures, (standing, failed) -> {
            int priority = standing.unlimited(failed);
            // What is below 1 still is better than a fault.
            return priority == Integer.MIN_VALUE ? Standing.FAULT : priority + 1_000_000;
        });
    }

    /**
     * A living master loses only to a higher priority that preempts; a master in FAULT says so, and then the highest
     * priority wins, whether it preempts or not.
     */
    private int master(int holder, long[] failures, ToIntBiFunction<Standing, Long> priorities) {
        int holding = priorities.applyAsInt(standing(holder), failures[holder]);
        int best = NOBODY;
        int bestPriority = Standing.FAULT;
        for (int member = 0; member < size(); member++) {
            int priority = priorities.applyAsInt(standing(member), failures[member]);
            boolean challenges = holding == Standing.FAULT || (standing(member).preempt() && priority > holding);
            if (member != holder && challenges && (priority > bestPriority)) {
                best = member;
                bestPriority = priority;
            }
        }
        return best == NOBODY && holding != Standing.FAULT ? holder : best;
    }
}
