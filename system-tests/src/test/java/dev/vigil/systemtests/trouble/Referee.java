package dev.vigil.systemtests.trouble;

import dev.vigil.systemtests.trouble.Member.State;
import dev.vigil.systemtests.trouble.Spans.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds what was seen of one virtual address against the protocol. Two nodes may have it while one of them is frozen, and
 * while one of them loses advertisements, each until it can have heard the next two; otherwise only for the moment of a
 * hand-over. None may have it for no longer than a candidate waits for a silent master.
 */
final class Referee {
    /** What an advertisement, the steps after it and the observation take on an idle machine, generously. */
    private static final long BASE_NS = 300_000_000;

    /** Daemons, kernel and observer wait for a processor several times on the way. */
    private static final int STALLS = 4;

    private static final long STALL_BEFORE_NS = 1_000_000_000;
    private static final long SCRIPT_NS = 2_500_000_000L;

    /** A virtual router as the rules see it. */
    record Router(String address, long intervalNs, boolean faultOnScript) {
        /** RFC 9568 6.1, for a priority of 0, which no node is below. */
        long masterDownNs() {
            return 4 * intervalNs;
        }
    }

    /**
     * What was found.
     *
     * @param twoExcusedNs the longest time with two holders that the protocol explains
     * @param twoNs the longest other time with two holders
     * @param noneNs the longest time without a holder while the same candidate lived
     * @param noneAllowedNs what the protocol allows then
     * @param breaches of the rules, for people
     */
    record Findings(long twoExcusedNs, long twoNs, long noneNs, long noneAllowedNs, List<String> breaches) {}

    /** How late the machine's own clock ticked between two times of the wall clock. */
    interface Lateness {
        long worstNs(long fromNs, long toNs);
    }

    /** What was seen of one node: when it had the address, and when it was in which state. */
    record Seen(String name, Spans held, Map<State, Spans> states) {
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
        Spans two = two();
        Spans excused = excused().and(two);
        Spans plain = two.minus(excused);
        for (Span span : plain.all()) {
            long allowedNs = slackNs(span);
            if (span.lengthNs() > allowedNs) {
                breaches.add("two holders of " + describe(span, allowedNs));
            }
        }
        Spans none = none();
        long noneNs = 0;
        for (Seen node : nodes) {
            for (Span span : none.and(candidacy(node)).all()) {
                noneNs = Math.max(noneNs, span.lengthNs());
                long allowedNs = router.masterDownNs() + slackNs(span);
                if (span.lengthNs() > allowedNs) {
                    breaches.add("no holder, although " + node.name + " could be, of " + describe(span, allowedNs));
                }
            }
        }
        return new Findings(longestNs(excused), longestNs(plain), noneNs, router.masterDownNs(), breaches);
    }

    /** What a hand-over may take beyond the protocol's time, given what the machine did around it. */
    private long slackNs(Span span) {
        return BASE_NS + STALLS * lateness.worstNs(span.fromNs() - STALL_BEFORE_NS, span.toNs());
    }

    private Spans two() {
        return Spans.atLeast(
                2,
                nodes.stream()
                        .map(node -> node.held.minus(node.in(State.ENDING_OR_DEAD)))
                        .toList());
    }

    private Spans excused() {
        Spans excused = Spans.NONE;
        for (Seen node : nodes) {
            Spans deaf = node.in(State.FROZEN).or(node.in(State.LOSSY)).lasting(2 * router.intervalNs);
            excused = excused.or(deaf.and(node.held));
        }
        return excused;
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
        Spans able = Spans.of(window.fromNs(), window.toNs());
        for (State state : List.of(State.ENDING_OR_DEAD, State.UNPLUGGED, State.FROZEN)) {
            able = able.minus(node.in(state));
        }
        return router.faultOnScript ? able.minus(node.in(State.SCRIPT_FAILS).lasting(SCRIPT_NS)) : able;
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
