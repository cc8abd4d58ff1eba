package dev.vigil.daemon.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which advertisements of the present masters are due while the loop waits in the kernel. It knows no clock and no thread.
 * To note an advertisement costs the same however many there are; looking for one that is due visits all masters, since
 * that happens only in a wait that has outlasted an interval.
 */
public final class KeeperSchedule {
    /** The time of something that does not happen. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * How long the loop is stood in for in one wait. It is nearly twice the longest wait for the routing lock that was
     * seen, 1.7 s; and it is less than the down time at an interval of 1 s, so that a node whose loop is stuck is replaced
     * about as soon as one that lost its power.
     */
    public static final long KEEP_MAX_NS = 3_000_000_000L;

    private final List<KeptAdvert> present = new ArrayList<>();

    /** No advertisement is due before this. */
    private long soonestNs = NEVER;

    /** The loop has just sent an advertisement itself: the next is due then, and further ones an interval apart. */
    void keep(KeptAdvert advert, long dueNs, long intervalNs) {
        advert.dueNs = dueNs;
        advert.intervalNs = intervalNs;
        soonestNs = Math.min(soonestNs, dueNs);
        if (advert.position == KeptAdvert.ABSENT) {
            advert.position = present.size();
            present.add(advert);
        }
    }

    /** The virtual router is no longer a master: nothing is sent for it. */
    void release(KeptAdvert advert) {
        if (advert.position == KeptAdvert.ABSENT) {
            return;
        }
        KeptAdvert last = present.removeLast();
        if (last != advert) {
            present.set(advert.position, last);
            last.position = advert.position;
        }
        advert.position = KeptAdvert.ABSENT;
        if (present.isEmpty()) {
            soonestNs = NEVER;
        }
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    /** A time before which no advertisement is due; not always the greatest one. */
    long soonestNs() {
        return soonestNs;
    }

    /** The advertisement that has been due for longest in a wait that began at {@code sinceNs}; null if there is none. */
    @Nullable
    KeptAdvert dueAt(long sinceNs, long nowNs) {
        if (isOver(sinceNs, nowNs)) {
            return null;
        }
        KeptAdvert first = first();
        return first != null && first.dueNs <= nowNs ? first : null;
    }

    private @Nullable KeptAdvert first() {
        KeptAdvert first = null;
        for (int index = 0; index < present.size(); index++) {
            KeptAdvert advert = present.get(index);
            if (first == null || advert.dueNs < first.dueNs) {
                first = advert;
            }
        }
        soonestNs = first == null ? NEVER : first.dueNs;
        return first;
    }

    /** An advertisement was tried; the next is due an interval after the time for which this one was due, or after now. */
    void tried(KeptAdvert advert, boolean left, long nowNs) {
        advert.dueNs += advert.intervalNs;
        if (advert.dueNs <= nowNs) {
            advert.dueNs = nowNs + advert.intervalNs;
        }
        if (left) {
            advert.noteSent(nowNs);
        }
    }

    /** When an advertisement is due next in a wait that began at {@code sinceNs}; {@link #NEVER} if it is over by then. */
    long nearestNs(long sinceNs, long nowNs) {
        if (isOver(sinceNs, nowNs)) {
            return NEVER;
        }
        KeptAdvert first = first();
        return first == null || isOver(sinceNs, first.dueNs) ? NEVER : first.dueNs;
    }

    private static boolean isOver(long sinceNs, long nowNs) {
        return nowNs - sinceNs > KEEP_MAX_NS;
    }
}
