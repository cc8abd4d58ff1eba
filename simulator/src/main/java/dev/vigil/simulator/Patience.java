package dev.vigil.simulator;

import dev.vigil.core.time.Nanos;
import dev.vigil.core.vrrp.RouterSettings;
import org.jspecify.annotations.Nullable;

/** How long a BACKUP listens before it takes over, computed anew. */
final class Patience {
    /** The core computes whole microseconds. */
    private static final long TOLERANCE_NS = 2_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final Member member;
    private final Standing standing;

    /** A BACKUP takes over one skew time after this. */
    long quietNs;

    /** Whether a timer that fired much too late was followed by listening already. */
    boolean listened;

    /** Until when a weaker master is left alone. */
    long lowerUntilNs = NEVER;

    /** The interval of the master, or our own. */
    long intervalNs;

    /** The configured interval as it was before a change. */
    private long ownIntervalNs;

    Patience(Member member, Standing standing) {
        this.member = member;
        this.standing = standing;
    }

    private RouterSettings.Rules rules() {
        return member.plan().settings().rules();
    }

    void reset() {
        intervalNs = rules().intervalNs();
        ownIntervalNs = intervalNs;
    }

    // RFC 9568 6.1; in version 2 the skew does not depend on the interval.
    private long skewNs() {
        long unitNs = rules().version() == 2 ? Nanos.PER_S : intervalNs;
        return (256 - standing.priority()) * unitNs / 256;
    }

    long silenceMaxNs() {
        return rules().downTimerAdverts() * intervalNs;
    }

    /** When a BACKUP takes over. */
    long dueNs() {
        return quietNs + skewNs();
    }

    void follow(long itsIntervalNs) {
        adopt(itsIntervalNs);
        quietNs = member.nowNs() + silenceMaxNs();
        listened = false;
    }

    /** Whether a master of this priority is one to follow. */
    boolean isFollowed(int priority, boolean promoted) {
        if (priority >= standing.priority()) {
            lowerUntilNs = NEVER;
            return true;
        }
        if (promoted || !rules().preempt()) {
            return !promoted;
        }
        if (rules().preemptDelayNs() > 0 && lowerUntilNs == NEVER) {
            lowerUntilNs = member.nowNs() + rules().preemptDelayNs();
        }
        return rules().preemptDelayNs() > 0 && member.nowNs() < lowerUntilNs;
    }

    /** What is wrong with a BACKUP that has not taken over by now; null for nothing. */
    @Nullable
    String wrongStill() {
        long dueNs = dueNs();
        if (member.nowNs() < dueNs + TOLERANCE_NS) {
            return null;
        }
        if (!isStalled(dueNs - 2 * TOLERANCE_NS)) {
            return "it should have taken over " + Times.text(member.nowNs() - dueNs) + " ago";
        }
        listened = true;
        quietNs = member.nowNs() + intervalNs;
        return null;
    }

    void adopt(long itsIntervalNs) {
        if (rules().version() == 3) {
            intervalNs = itsIntervalNs;
        }
    }

    /** Another configuration is in force; the priority is still the old one. */
    void reconfigures() {
        boolean sameInterval = ownIntervalNs == rules().intervalNs();
        if (!sameInterval || rules().version() == 2) {
            intervalNs = rules().intervalNs();
        }
        ownIntervalNs = rules().intervalNs();
        long quietAtMostNs = member.nowNs() + silenceMaxNs();
        quietNs = sameInterval ? Math.min(quietNs, quietAtMostNs) : quietAtMostNs;
        if (rules().preemptDelayNs() == 0) {
            lowerUntilNs = NEVER;
        }
    }

    /** Whether a timer fires so late that the process must have slept: what it did not hear says nothing then. */
    boolean isStalled(long dueNs) {
        return !listened && member.nowNs() - dueNs >= silenceMaxNs() + skewNs() + TOLERANCE_NS;
    }
}
