package dev.vigil.systemtests.trouble;

import dev.vigil.systemtests.trouble.Member.State;
import dev.vigil.systemtests.trouble.Spans.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds what was seen of one virtual address against one rule: a fault explains only what its own node does, while it lasts
 * and for one down time and a moment longer; beyond that no second node has the address, and no time passes in which none
 * has it.
 *
 * <ul>
 *   <li>A frozen or deaf node may keep the address beside another; two others may not have it both because of it.
 *   <li>A dead node's address is nobody's.
 *   <li>Without a fault of the node that had the address last, a hand-over leaves no more than a moment without one.
 *   <li>With such a fault, each node that could take over does so within its own down time and a moment.
 * </ul>
 */
final class Referee {
    /** A moment: what an advertisement, the steps after it and the observation take on an idle machine, generously. */
    private static final long MOMENT_NS = 300_000_000;

    /** Daemons, kernel and observer wait for a processor several times on the way. */
    private static final int STALLS = 4;

    private static final long STALL_BEFORE_NS = 1_000_000_000;

    /** A check script that runs each second finds out up to a second later that all is well again. */
    private static final long SCRIPT_NS = 1_000_000_000 + MOMENT_NS;

    /** What takes a node's address away, or keeps it from taking one. */
    private static final List<State> DISABLING =
            List.of(State.ENDING_OR_DEAD, State.UNPLUGGED, State.FROZEN, State.UPSET);

    /** A virtual router as the rules see it. */
    record Router(String address, boolean faultOnScript) {}

    /**
     * What was found.
     *
     * @param twoExcusedNs the longest time with two holders, one of which was frozen or deaf
     * @param twoNs the longest other time with two holders
     * @param noneNs the longest time without a holder while the same candidate lived
     * @param noneAllowedNs the longest down time of a node
     * @param breaches of the rules, for people
     */
    record Findings(long twoExcusedNs, long twoNs, long noneNs, long noneAllowedNs, List<String> breaches) {}

    /** How late the machine's own clock ticked between two times of the wall clock. */
    interface Lateness {
        long worstNs(long fromNs, long toNs);
    }

    /**
     * What was seen of one node.
     *
     * @param downNs how long it waits for a silent master, at its lowest priority
     * @param held when it had the address
     * @param states when it was in which state
     */
    record Seen(String name, long downNs, Spans held, Map<State, Spans> states) {
        private Spans in(State state) {
            return states.getOrDefault(state, Spans.NONE);
        }
    }

    private final Router router;
    private final List<Seen> nodes;
    private final Span window;
    private final Lateness lateness;

    Referee(Router router, List<Seen> nodes, Span window, Lateness lateness) {
        this.router = router;
        this.nodes = nodes;
        this.window = window;
        this.lateness = lateness;
    }

    Findings judge() {
        List<String> breaches = new ArrayList<>();
        Spans two = Spans.atLeast(2, holders(Seen::held));
        Spans unexplained = Spans.atLeast(2, holders(node -> node.held.minus(deaf(node))));
        for (Span span : unexplained.all()) {
            judge("two holders of", span, slackNs(span), breaches);
        }
        for (Span gap : none().all()) {
            if (!isExplained(gap)) {
                judge("without a fault no holder of", gap, slackNs(gap), breaches);
            }
        }
        long noneNs = 0;
        for (Seen node : nodes) {
            for (Span span : none().and(candidacy(node)).all()) {
                noneNs = Math.max(noneNs, span.lengthNs());
                judge("although " + node.name + " could be, no holder of", span, node.downNs + slackNs(span), breaches);
            }
        }
        long downNs = nodes.stream().mapToLong(Seen::downNs).max().orElse(0);
        return new Findings(longestNs(two.minus(unexplained)), longestNs(unexplained), noneNs, downNs, breaches);
    }

    private void judge(String what, Span span, long allowedNs, List<String> breaches) {
        if (span.lengthNs() > allowedNs) {
            breaches.add(what + " " + describe(span, allowedNs));
        }
    }

    /** What a hand-over may take beyond the protocol's time, given what the machine did around it. */
    private long slackNs(Span span) {
        return MOMENT_NS + STALLS * lateness.worstNs(span.fromNs() - STALL_BEFORE_NS, span.toNs());
    }

    /** When each node had the address, in one sense or another; a dead one has none. */
    private List<Spans> holders(Function<Seen, Spans> held) {
        return nodes.stream()
                .map(node -> held.apply(node).minus(node.in(State.ENDING_OR_DEAD)))
                .toList();
    }

    /** When a node may not have heard the others, and for one down time after it. */
    private static Spans deaf(Seen node) {
        return node.in(State.FROZEN)
                .or(node.in(State.LOSSY))
                .or(node.in(State.UPSET))
                .lasting(node.downNs);
    }

    /** True if the node that had the address until then lost it by a fault, or the one that was about to have it did. */
    private boolean isExplained(Span gap) {
        long aroundNs = slackNs(gap);
        Spans around = Spans.of(gap.fromNs() - aroundNs, gap.fromNs() + aroundNs);
        Spans justBefore = Spans.of(gap.fromNs() - aroundNs, gap.fromNs());
        for (Seen node : nodes) {
            boolean hadIt = !node.held.and(justBefore).all().isEmpty();
            for (Span fault : faults(node).and(around).all()) {
                if (hadIt || fault.fromNs() > gap.fromNs() - aroundNs) {
                    return true;
                }
            }
        }
        return gap.fromNs() == window.fromNs();
    }

    private Spans faults(Seen node) {
        Spans faults = router.faultOnScript ? node.in(State.SCRIPT_FAILS).lasting(SCRIPT_NS) : Spans.NONE;
        for (State state : DISABLING) {
            faults = faults.or(node.in(state));
        }
        return faults;
    }

    private Spans none() {
        Spans some = Spans.NONE;
        for (Seen node : nodes) {
            some = some.or(node.held.minus(node.in(State.DEAD)));
        }
        return Spans.of(window.fromNs(), window.toNs()).minus(some);
    }

    /** When a node had everything that it needs to become master. */
    private Spans candidacy(Seen node) {
        return Spans.of(window.fromNs(), window.toNs()).minus(faults(node));
    }

    private static long longestNs(Spans spans) {
        return spans.all().stream().mapToLong(Span::lengthNs).max().orElse(0);
    }

    private String describe(Span span, long allowedNs) {
        return String.format(
                Locale.ROOT,
                "%s for %.3f s, allowed are %.3f s, from %s",
                router.address,
                span.lengthNs() / 1e9,
                allowedNs / 1e9,
                Instant.ofEpochSecond(0, span.fromNs()));
    }
}
