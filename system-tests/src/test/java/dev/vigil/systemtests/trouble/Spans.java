package dev.vigil.systemtests.trouble;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Periods of time, in nanoseconds of the wall clock, sorted and apart from each other. */
record Spans(List<Span> all) {
    static final Spans NONE = new Spans(List.of());

    /** From the first instant to the last but without it. */
    record Span(long fromNs, long toNs) {
        long lengthNs() {
            return toNs - fromNs;
        }
    }

    static Spans of(long fromNs, long toNs) {
        return fromNs < toNs ? new Spans(List.of(new Span(fromNs, toNs))) : NONE;
    }

    /** When at least {@code count} of the given are. */
    static Spans atLeast(int count, List<Spans> many) {
        TreeMap<Long, Integer> steps = new TreeMap<>();
        for (Spans spans : many) {
            for (Span span : spans.all) {
                steps.merge(span.fromNs, 1, Integer::sum);
                steps.merge(span.toNs, -1, Integer::sum);
            }
        }
        List<Span> result = new ArrayList<>();
        int depth = 0;
        long sinceNs = 0;
        for (var step : steps.entrySet()) {
            int next = depth + step.getValue();
            if (depth < count && next >= count) {
                sinceNs = step.getKey();
            } else if (depth >= count && next < count) {
                result.add(new Span(sinceNs, step.getKey()));
            }
            depth = next;
        }
        return new Spans(List.copyOf(result));
    }

    Spans or(Spans other) {
        return atLeast(1, List.of(this, other));
    }

    Spans and(Spans other) {
        return atLeast(2, List.of(this, other));
    }

    Spans minus(Spans other) {
        if (all.isEmpty()) {
            return NONE;
        }
        long fromNs = all.getFirst().fromNs;
        long toNs = all.getLast().toNs;
        List<Span> gaps = new ArrayList<>();
        long atNs = fromNs;
        for (Span span : other.all) {
            if (span.fromNs > atNs) {
                gaps.add(new Span(atNs, span.fromNs));
            }
            atNs = Math.max(atNs, span.toNs);
        }
        if (atNs < toNs) {
            gaps.add(new Span(atNs, toNs));
        }
        return and(new Spans(gaps));
    }

    /** Each of them longer by so much at its end. */
    Spans lasting(long furtherNs) {
        return all.stream().map(span -> of(span.fromNs, span.toNs + furtherNs)).reduce(NONE, Spans::or);
    }
}
