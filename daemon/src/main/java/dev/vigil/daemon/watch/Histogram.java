package dev.vigil.daemon.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Times by how long they were. One thread notes them, which allocates nothing; any thread may look. */
public final class Histogram {
    /** The longest time of each class; longer ones are in one more. */
    private static final long[] BOUNDS_NS = {
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        10_000_000_000L
    };

    private static final int SUM = BOUNDS_NS.length + 1;

    /** The classes, then the sum. */
    private final AtomicLongArray numbers = new AtomicLongArray(SUM + 1);

    /**
     * What was noted.
     *
     * @param within how many times were in each class, the last one for those that are longer than every bound
     */
    public record Counts(List<Long> within, long sumNs) {
        public Counts {
            within = List.copyOf(within);
        }

        public long count() {
            return within.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The longest time of each class but the last. */
    public static List<Long> boundsNs() {
        return Arrays.stream(BOUNDS_NS).boxed().toList();
    }

    /** Notes a time. */
    public void note(long ns) {
        int place = 0;
        while (place < BOUNDS_NS.length && ns > BOUNDS_NS[place]) {
            place++;
        }
        add(place, 1);
        add(SUM, ns);
    }

    /** Nobody else writes. */
    private void add(int place, long more) {
        numbers.setOpaque(place, numbers.getPlain(place) + more);
    }

    public Counts counts() {
        List<Long> within = new ArrayList<>();
        for (int place = 0; place < SUM; place++) {
            within.add(numbers.getOpaque(place));
        }
        return new Counts(within, numbers.getOpaque(SUM));
    }
}
