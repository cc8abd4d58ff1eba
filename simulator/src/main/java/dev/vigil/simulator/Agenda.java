package dev.vigil.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is going to happen, in the order of time; at equal times in the order in which it was planned. */
final class Agenda {
    /** More than this is never on its way at once: a queue that grows without end is a defect. */
    static final int ENTRIES_MAX = 200_000;

    /** Either a packet that arrives at a node, or something else that happens. */
    record Entry(
            long atNs,
            long order,
            @Nullable Node to,
            int segment,
            @Nullable Packet packet,
            @Nullable Runnable what) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atNs).thenComparingLong(Entry::order));
    private long order;

    void arrive(long atNs, Node to, int segment, Packet packet) {
        entries.add(new Entry(atNs, order++, to, segment, packet, null));
    }

    void happen(long atNs, Runnable what) {
        entries.add(new Entry(atNs, order++, null, 0, null, what));
    }

    long nearestNs() {
        Entry nearest = entries.peek();
        return nearest == null ? Long.MAX_VALUE : nearest.atNs;
    }

    Entry take() {
        return entries.remove();
    }

    boolean isTooLong() {
        return entries.size() > ENTRIES_MAX;
    }
}
