package dev.vigil.daemon.vrrp;

import java.util.Arrays;

/**
 * The deadlines of a fixed number of items, nearest first. It is a binary heap that knows where each item stands, so that a
 * deadline is moved in logarithmic time and without allocation. Of equal deadlines the smaller index comes first, so the
 * order never depends on history.
 */
final class DeadlineQueue {
    private final long[] deadlinesNs;
    private final int[] heap;
    private final int[] positions;

    /** A queue of the items 0 to {@code size - 1}, none of them due ever. */
    DeadlineQueue(int size) {
        deadlinesNs = new long[size];
        heap = new int[size];
        positions = new int[size];
        Arrays.fill(deadlinesNs, Long.MAX_VALUE);
        for (int item = 0; item < size; item++) {
            heap[item] = item;
            positions[item] = item;
        }
    }

    /** The nearest deadline; {@link Long#MAX_VALUE} if there is none. */
    long nearestNs() {
        return heap.length == 0 ? Long.MAX_VALUE : deadlinesNs[heap[0]];
    }

    /** The item with the nearest deadline. */
    int nearest() {
        return heap[0];
    }

    void set(int item, long deadlineNs) {
        if (deadlinesNs[item] == deadlineNs) {
            return;
        }
        boolean earlier = deadlineNs < deadlinesNs[item];
        deadlinesNs[item] = deadlineNs;
        if (earlier) {
            rise(positions[item]);
        } else {
            sink(positions[item]);
        }
    }

    private void rise(int start) {
        int position = start;
        while (position > 0 && isBefore(position, (position - 1) / 2)) {
            swap(position, (position - 1) / 2);
            position = (position - 1) / 2;
        }
    }

    private void sink(int start) {
        int position = start;
        while (true) {
            int child = 2 * position + 1;
            if (child >= heap.length) {
                return;
            }
            if (child + 1 < heap.length && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, position)) {
                return;
            }
            swap(position, child);
            position = child;
        }
    }

    private boolean isBefore(int position, int other) {
        int item = heap[position];
        int otherItem = heap[other];
        return deadlinesNs[item] < deadlinesNs[otherItem]
                || (deadlinesNs[item] == deadlinesNs[otherItem] && item < otherItem);
    }

    private void swap(int position, int other) {
        int item = heap[position];
        heap[position] = heap[other];
        heap[other] = item;
        positions[heap[position]] = position;
        positions[item] = other;
    }
}
