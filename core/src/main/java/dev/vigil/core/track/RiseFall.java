package dev.vigil.core.track;

/**
 * Counts results until they change what a script counts as. The first result decides alone; after that it takes
 * {@code rise} successes or {@code fall} failures in a row.
 */
public final class RiseFall {
    private final int rise;
    private final int fall;
    private Condition condition;
    private boolean decided;
    private int streak;

    /** @param assumed what it counts as before there is any result */
    public RiseFall(int rise, int fall, Condition assumed) {
        this.rise = rise;
        this.fall = fall;
        this.condition = assumed;
    }

    public Condition condition() {
        return condition;
    }

    /** Notes a result; true if it is the first one or changes the condition. */
    public boolean add(boolean success) {
        Condition seen = success ? Condition.UP : Condition.DOWN;
        if (!decided) {
            decided = true;
            condition = seen;
            return true;
        }
        if (seen == condition) {
            streak = 0;
            return false;
        }
        streak++;
        if (streak < (success ? rise : fall)) {
            return false;
        }
        streak = 0;
        condition = seen;
        return true;
    }
}
