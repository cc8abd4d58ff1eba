package dev.vigil.systemtests.trouble;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What the machine does to a thread that does nothing but tick: how late its ticks are. Daemons on the same machine cannot
 * be more punctual, so every limit is that much wider.
 */
final class Stalls implements AutoCloseable {
    private static final long TICK_NS = 5_000_000;
    private static final long NOTED_NS = 1_000_000;

    private final NavigableMap<Long, Long> latenessNs = new ConcurrentSkipListMap<>();
    private final Thread ticker =
            Thread.ofPlatform().daemon(true).name("ticker").start(this::tick);
    private volatile boolean closed;

    private void tick() {
        long dueNs = System.nanoTime() + TICK_NS;
        while (!closed) {
            LockSupport.parkNanos(Math.max(1, dueNs - System.nanoTime()));
            long lateNs = System.nanoTime() - dueNs;
            if (lateNs > NOTED_NS) {
                latenessNs.put(nowNs(), lateNs);
            }
            dueNs = lateNs > 0 ? System.nanoTime() + TICK_NS : dueNs;
        }
    }

    /** The latest tick between two times of the wall clock; one that began before counts too. */
    long worstNs(long fromNs, long toNs) {
        return latenessNs.tailMap(fromNs).entrySet().stream()
                .filter(entry -> entry.getKey() - entry.getValue() < toNs)
                .mapToLong(java.util.Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(ticker);
    }
}
