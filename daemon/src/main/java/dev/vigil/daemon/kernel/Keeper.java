package dev.vigil.daemon.kernel;

import dev.vigil.linux.MonotonicClock;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the VRRP loop while that waits in the kernel: sends what is due of the present masters, through the same
 * sockets and as the loop stamped it last. Everything here belongs to the loop, except between {@link #begin} and
 * {@link #end}: then it belongs to the keeper's thread, which takes one advertisement at a time, so the loop is never held
 * up for longer than one sending.
 */
public final class Keeper {
    /** Hears that the keeper met a defect and is off from now on. */
    @FunctionalInterface
    public interface Listener {
        void keeperFailed(Throwable defect);
    }

    private static final int REHEARSED = 16;

    private final KeeperSchedule schedule = new KeeperSchedule();
    private final Listener listener;

    /** Held while one advertisement is sent, so that the loop cannot come back in the middle of it. */
    private final Object sending = new Object();

    /** When the wait began that is on now; published by {@link #waits}. */
    private long sinceNs;

    /** Odd while the loop waits; each wait has a number of its own. */
    private volatile int waits;

    /** When the thread wakes by itself. */
    private volatile long wakesAtNs = KeeperSchedule.NEVER;

    /** When the thread is to be awake in any case; over if that is not asked for. */
    private volatile long attendsAtNs = Long.MIN_VALUE;

    private volatile boolean off;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** What was sent since the loop asked last. */
    private int sent;

    public Keeper(Listener listener) {
        this.listener = listener;
    }

    // For the loop

    /**
     * Starts the thread, which sleeps until it is needed. The loop does so before it serves: at the first take-over the
     * start of a thread would cost just the time that counts.
     *
     * @param first what the thread does first
     * @param refused tries to send something that the kernel refuses; the thread does so before it has to do better
     */
    public void start(Runnable first, KeptAdvert.Resend refused) {
        Thread started = Thread.ofPlatform().name("vigil-keeper").daemon(true).unstarted(() -> run(first, refused));
        thread = started;
        started.start();
    }

    /** Ends the thread. */
    public void close() {
        closed = true;
        wake();
    }

    /** The loop has just sent an advertisement of a master; the next is due at {@code dueNs}. */
    public void keep(KeptAdvert advert, long dueNs, long intervalNs) {
        schedule.keep(advert, dueNs, intervalNs);
    }

    /** This virtual router is no master any more, or is about to be none. */
    public void release(KeptAdvert advert) {
        schedule.release(advert);
    }

    /**
     * The loop is about to make a call that may wait in the kernel. Until {@link #end} it touches no packet and no sender.
     * One wait within another is part of it, and ends it.
     *
     * @param nowNs the time now, not that of the turn
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the loop writes it.
    public void begin(long nowNs) {
        if (off || isWaiting() || schedule.isEmpty()) {
            return;
        }
        sinceNs = nowNs;
        waits++;
        if (schedule.soonestNs() < wakesAtNs) {
            wake();
        }
    }

    /**
     * The loop is about to send the first advertisement of a master, and to wait just after it: the thread wakes by itself when
     * the next is due, so that {@link #begin} need not wake it at the moment that counts.
     */
    public void attend(long firstDueNs) {
        if (off || !schedule.isEmpty()) {
            return;
        }
        attendsAtNs = firstDueNs;
        wake();
    }

    /** When to wake, given when there is something to do. */
    long wakeNs(long dueNs, long nowNs) {
        long attendsNs = attendsAtNs;
        return attendsNs > nowNs ? Math.min(dueNs, attendsNs) : dueNs;
    }

    /** The call has returned. */
    @SuppressWarnings({"NonAtomicVolatileUpdate", "EmptyBlock"}) // Only the loop writes it, and waits for the other.
    public void end() {
        if (isWaiting()) {
            waits++;
            synchronized (sending) {
                // The advertisement that was on its way has left.
            }
        }
    }

    /** Whether anything was sent since this was asked last. */
    public boolean takeSent() {
        boolean any = sent > 0;
        sent = 0;
        return any;
    }

    /** Whether anything was sent that {@link #takeSent} has not shown yet. */
    public boolean hasSent() {
        return sent > 0;
    }

    private boolean isWaiting() {
        return (waits & 1) != 0;
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    // The thread

    private void run(Runnable first, KeptAdvert.Resend refused) {
        try {
            first.run();
            rehearse(refused);
            while (!closed) {
                int seen = waits;
                long nowNs = MonotonicClock.nowNs();
                sleep(seen, wakeNs(step(nowNs), nowNs), nowNs);
            }
        } catch (Throwable defect) {
            off = true;
            listener.keeperFailed(defect);
        }
    }

    /** Goes through waits of a keeper of its own, so that this thread has done everything before it has to. */
    private void rehearse(KeptAdvert.Resend refused) {
        Keeper rehearsed = new Keeper(listener);
        rehearsed.keep(new KeptAdvert(refused), 0, 1);
        for (int wait = 0; wait < REHEARSED; wait++) {
            rehearsed.begin(wait);
            long _ = rehearsed.step(wait);
            rehearsed.end();
            LockSupport.parkNanos(rehearsed, 1);
        }
    }

    /**
     * Sends one advertisement that is due, if the loop waits.
     *
     * @return when to look again; {@link KeeperSchedule#NEVER}: when the loop begins another wait
     */
    long step(long nowNs) {
        synchronized (sending) {
            if (!isWaiting()) {
                return KeeperSchedule.NEVER;
            }
            KeptAdvert due = schedule.dueAt(sinceNs, nowNs);
            if (due == null) {
                return schedule.nearestNs(sinceNs, nowNs);
            }
            boolean left = due.resend.resend();
            schedule.tried(due, left, nowNs);
            if (left) {
                sent++;
            }
            return nowNs;
        }
    }

    /** Sleeps unless the loop began or ended a wait since {@code seen}: it may have relied on this thread's being awake. */
    private void sleep(int seen, long untilNs, long nowNs) {
        wakesAtNs = untilNs;
        if (waits != seen || closed || untilNs <= nowNs) {
            return;
        }
        if (untilNs == KeeperSchedule.NEVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, untilNs - nowNs);
        }
    }
}
