package dev.vigil.daemon.handoff;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from many threads to one. {@link #offer} neither blocks, locks nor allocates, so that an event loop may
 * call it; a full queue refuses, and the caller decides what that means.
 */
public final class Handoff<E> {
    private final AtomicReferenceArray<@Nullable E> slots;
    private final long mask;
    /** The position of the next element that is put. */
    private final AtomicLong tail = new AtomicLong();
    /** The position of the next element that is taken; only the consumer moves it. */
    private final AtomicLong head = new AtomicLong();

    /** @param capacity a power of two */
    public Handoff(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("the capacity must be a power of two: " + capacity);
        }
        slots = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1L;
    }

    /** Puts an element, from any thread; false when the queue is full. */
    public boolean offer(E element) {
        while (true) {
            long position = tail.get();
            if (position - head.get() > mask) {
                return false;
            }
            if (tail.compareAndSet(position, position + 1)) {
                slots.set((int) (position & mask), element);
                return true;
            }
        }
    }

    /** Takes the oldest element, or null when there is none; only the consuming thread calls this. */
    public @Nullable E poll() {
        long position = head.get();
        int slot = (int) (position & mask);
        E element = slots.get(slot);
        if (element == null) {
            // Empty, or a producer has claimed the slot and not yet filled it; it wakes the consumer afterwards.
            return null;
        }
        slots.lazySet(slot, null);
        head.lazySet(position + 1);
        return element;
    }

    /** Whether nothing waits to be taken. */
    public boolean isEmpty() {
        return slots.get((int) (head.get() & mask)) == null;
    }
}
