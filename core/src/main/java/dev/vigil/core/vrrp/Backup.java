package dev.vigil.core.vrrp;

import static dev.vigil.core.vrrp.VirtualRouter.NEVER;

import dev.vigil.core.address.IpAddress;
import org.jspecify.annotations.Nullable;

/** The role of a BACKUP: it listens to a master, and finds out when there is none to follow (RFC 9568 6.4.2). */
final class Backup {
    private final Terms terms;
    final HeardMaster heard = new HeardMaster();

    /** The master down timer. */
    long downNs = NEVER;

    /** When a lower-priority master has been left alone for long enough; NEVER while there is none. */
    long preemptNs = NEVER;

    /** Whether a timer that fired much too late was already followed by listening. */
    boolean listenedAfterStall;

    Backup(Terms terms) {
        this.terms = terms;
    }

    /** Begins to listen, for so long. */
    void begin(long waitNs, long nowNs) {
        downNs = nowNs + waitNs;
    }

    void end() {
        downNs = NEVER;
        preemptNs = NEVER;
        listenedAfterStall = false;
    }

    // RFC 9568 6.4.2 (420)-(460)
    void hear(int priority, long intervalNs, IpAddress source, long nowNs) {
        if (priority == 0) {
            heard.note(source, priority, nowNs, Verdict.RESIGNED);
            listenedAfterStall = false;
            downNs = nowNs + terms.skewNs();
        } else if (isAccepted(priority, nowNs)) {
            heard.note(source, priority, nowNs, Verdict.FOLLOWED);
            listenedAfterStall = false;
            terms.adoptInterval(intervalNs);
            downNs = nowNs + terms.masterDownNs();
        } else {
            // The running timer ends in our taking over.
            heard.note(source, priority, nowNs, Verdict.DISCARDED);
        }
    }

    private boolean isAccepted(int priority, long nowNs) {
        if (priority >= terms.priority) {
            preemptNs = NEVER;
            return true;
        }
        if (!terms.preempts()) {
            return true;
        }
        if (terms.preemptDelayNs() == 0) {
            return false;
        }
        if (preemptNs == NEVER) {
            preemptNs = nowNs + terms.preemptDelayNs();
        }
        return nowNs < preemptNs;
    }

    /**
     * The master down timer fired.
     *
     * @param sinceNs when we began to listen
     * @return why there is no master to follow; null if it listens on
     */
    // RFC 9568 6.4.2 (370)-(390)
    @Nullable
    Cause missMaster(long sinceNs, long nowNs) {
        boolean stalled = nowNs - downNs >= terms.masterDownNs();
        if (stalled && !listenedAfterStall) {
            // This process slept, so it is no wonder that it heard nothing: a live master is heard within its interval.
            listenedAfterStall = true;
            downNs = nowNs + terms.masterIntervalNs + terms.skewNs();
            return null;
        }
        return heard.whyNone(sinceNs, terms.priority, nowNs);
    }

    /** A lower priority waits for longer, a higher one for less. */
    void followPriority(int old) {
        downNs += terms.skewNs() - terms.skewNs(old);
    }

    void reconfigure(boolean sameInterval, long nowNs) {
        long freshNs = nowNs + terms.masterDownNs();
        downNs = sameInterval ? Math.min(downNs, freshNs) : freshNs;
    }

    void copy(Backup other) {
        heard.copy(other.heard);
        downNs = other.downNs;
        preemptNs = other.preemptNs;
        listenedAfterStall = other.listenedAfterStall;
    }
}
