package dev.vigil.lint.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What failures do to a virtual router.
 *
 * @param holder who is master before
 * @param failures what fails, for every member
 * @param master who is master after, or {@link Contest#NOBODY}
 */
public record Outcome(Contest contest, int holder, List<Long> failures, int master) {
    public static Outcome of(Contest contest, int holder, long[] failures) {
        List<Long> copy = IntStream.range(0, failures.length)
                .mapToObj(index -> failures[index])
                .toList();
        return new Outcome(contest, holder, copy, contest.master(holder, failures));
    }

    /** What to say about an outcome. */
    public enum Verdict {
        /** The addresses are where they were, and nothing is wrong with that. */
        STAYS,
        /** The addresses go to a node that is better. */
        MOVES,
        /** The addresses are on a node with failures although another one has fewer. */
        STUCK,
        /** The addresses are on no node. */
        NOBODY
    }

    public Verdict verdict() {
        if (master == Contest.NOBODY) {
            return Verdict.NOBODY;
        }
        if (isWorseThanAnother()) {
            return Verdict.STUCK;
        }
        return master == holder ? Verdict.STAYS : Verdict.MOVES;
    }

    /** Whether a member that could be master has failures that are only a part of the master's. */
    private boolean isWorseThanAnother() {
        Set<String> masters = names(master);
        for (int member = 0; member < contest.size(); member++) {
            Set<String> others = names(member);
            boolean able = contest.standing(member).priority(failures.get(member)) != Standing.FAULT;
            if (able && others.size() < masters.size() && masters.containsAll(others)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> names(int member) {
        return contest.standing(member).failures(failures.get(member));
    }

    /** What fails, for people: {@code check_proxy on alpha}. */
    public String failuresText() {
        Set<String> first = names(0);
        boolean everywhere = contest.size() > 1 && !first.isEmpty();
        for (int member = 0; member < contest.size(); member++) {
            everywhere &= names(member).equals(first);
        }
        return everywhere ? String.join(" + ", first) + " on all nodes" : failuresByNode();
    }

    private String failuresByNode() {
        List<String> parts = new ArrayList<>();
        for (int member = 0; member < contest.size(); member++) {
            String name = contest.standing(member).name();
            if (failures.get(member) == Standing.LOST) {
                parts.add(name + " itself");
            } else if (failures.get(member) != Standing.ALL_WELL) {
                parts.add(String.join(" + ", names(member)) + " on " + name);
            }
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /** The priorities that the failures leave, for people: {@code alpha 80, beta 90}. */
    public String prioritiesText() {
        List<String> parts = new ArrayList<>();
        for (int member = 0; member < contest.size(); member++) {
            Standing standing = contest.standing(member);
            int priority = standing.priority(failures.get(member));
            String text = failures.get(member) == Standing.LOST
                    ? "down"
                    : priority == Standing.FAULT ? "FAULT" : String.valueOf(priority);
            parts.add(standing.name() + " " + text);
        }
        return String.join(", ", parts);
    }

    /** Where the addresses are afterwards, for people. */
    public String masterText() {
        String before = contest.standing(holder).name();
        return switch (verdict()) {
            case NOBODY -> "on no node";
            case STAYS -> "stay on " + before;
            case MOVES -> "move to " + contest.standing(master).name();
            case STUCK ->
                master == holder
                        ? "STAY on " + before
                        : "move to " + contest.standing(master).name() + ", which is worse";
        };
    }
}
