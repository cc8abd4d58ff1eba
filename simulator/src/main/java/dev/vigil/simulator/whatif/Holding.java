package dev.vigil.simulator.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Who had an address, and when.
 *
 * @param spans one after the other, without gaps between them; each has other holders than the one before
 */
public record Holding(List<Span> spans) {
    /** Shorter overlaps and gaps are part of a hand-over. */
    static final long SHORTEST_NS = 1_000_000;

    /**
     * A time with the same holders.
     *
     * @param nodes the nodes that have the address; nobody has it if this is empty
     */
    public record Span(long fromNs, long toNs, List<String> nodes) {
        public Span {
            nodes = List.copyOf(nodes);
        }

        public long durationNs() {
            return toNs - fromNs;
        }

        Span until(long otherNs) {
            return new Span(fromNs, otherNs, nodes);
        }
    }

    public Holding {
        spans = List.copyOf(spans);
    }

    /** Collects who has an address while time goes on. */
    static final class Log {
        private final List<Span> spans = new ArrayList<>();
        private final TreeSet<String> holders = new TreeSet<>();
        private long sinceNs;

        void note(long nowNs, String node, boolean present) {
            List<String> before = List.copyOf(holders);
            boolean changed = present ? holders.add(node) : holders.remove(node);
            if (changed && nowNs - sinceNs >= SHORTEST_NS) {
                spans.add(new Span(sinceNs, nowNs, before));
                sinceNs = nowNs;
            }
        }

        Holding end(long nowNs) {
            spans.add(new Span(sinceNs, nowNs, List.copyOf(holders)));
            List<Span> joined = new ArrayList<>();
            for (Span span : spans) {
                Span last = joined.isEmpty() ? null : joined.getLast();
                if (last != null && last.nodes().equals(span.nodes())) {
                    joined.set(joined.size() - 1, last.until(span.toNs()));
                } else {
                    joined.add(span);
                }
            }
            return new Holding(joined);
        }
    }

    public Span last() {
        return spans.getLast();
    }

    /** The same from a moment on. */
    Holding since(long fromNs) {
        List<Span> later = new ArrayList<>();
        for (Span span : spans) {
            if (span.toNs() > fromNs) {
                later.add(new Span(Math.max(fromNs, span.fromNs()), span.toNs(), span.nodes()));
            }
        }
        return new Holding(later);
    }

    /** How long nobody had it. */
    public long nobodyNs() {
        return spans.stream()
                .filter(span -> span.nodes().isEmpty())
                .mapToLong(Span::durationNs)
                .sum();
    }

    /** How long more than one node had it. */
    public long severalNs() {
        return spans.stream()
                .filter(span -> span.nodes().size() > 1)
                .mapToLong(Span::durationNs)
                .sum();
    }
}
