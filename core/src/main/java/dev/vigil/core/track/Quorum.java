package dev.vigil.core.track;

/**
 * Whether there are enough processes of a kind, and not too many. The first count decides alone; after that a change counts
 * once it has lasted for a while.
 */
public final class Quorum {
    private static final long NEVER = Long.MAX_VALUE;

    private final int min;
    private final int max;
    private final long gainDelayNs;
    private final long lossDelayNs;
    private Condition condition = Condition.UNKNOWN;
    private int count;
    private long changeNs = NEVER;

    /**
     * @param min fewer are not enough
     * @param max more are too many
     * @param gainDelayNs how long there must be enough until that counts
     * @param lossDelayNs how long there must not be until that counts
     */
    public Quorum(int min, int max, long gainDelayNs, long lossDelayNs) {
        this.min = min;
        this.max = max;
        this.gainDelayNs = gainDelayNs;
        this.lossDelayNs = lossDelayNs;
    }

    public Condition condition() {
        return condition;
    }

    public int count() {
        return count;
    }

    /** When {@link #onDeadline} must be called next. */
    public long deadlineNs() {
        return changeNs;
    }

    /** Notes how many there are; true if what they count as is another thing now. */
    public boolean count(int processes, long nowNs) {
        count = processes;
        Condition seen = seen();
        if (condition == Condition.UNKNOWN) {
            condition = seen;
            return true;
        }
        if (seen == condition) {
            changeNs = NEVER;
        } else if (changeNs == NEVER) {
            changeNs = nowNs + (seen == Condition.UP ? gainDelayNs : lossDelayNs);
        }
        return onDeadline(nowNs);
    }

    /** Lets a change count that has lasted long enough; true if there was one. */
    public boolean onDeadline(long nowNs) {
        if (nowNs < changeNs) {
            return false;
        }
        changeNs = NEVER;
        condition = seen();
        return true;
    }

    private Condition seen() {
        return count >= min && count <= max ? Condition.UP : Condition.DOWN;
    }
}
