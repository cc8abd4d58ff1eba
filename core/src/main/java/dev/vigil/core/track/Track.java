package dev.vigil.core.track;

/**
 * One tracked object of one virtual router.
 *
 * @param detail what was last seen of it, for people: {@code exited with status 1}
 */
public record Track(Kind kind, String name, Weight weight, Condition condition, String detail) {
    /** What kind of object is tracked. */
    public enum Kind {
        INTERFACE,
        SOURCE_ADDRESS,
        SCRIPT;

        /** The word that output uses. */
        public String word() {
            return switch (this) {
                case INTERFACE -> "interface";
                case SOURCE_ADDRESS -> "source address of";
                case SCRIPT -> "script";
            };
        }
    }

    public Track with(Condition newCondition, String newDetail) {
        return new Track(kind, name, weight, newCondition, newDetail);
    }

    /** What the object adds to the priority now. An object that was not yet looked at adds nothing. */
    public int delta() {
        return condition == Condition.UNKNOWN ? 0 : weight.delta(condition == Condition.UP);
    }

    /** Whether the object keeps the virtual router in FAULT now. */
    public boolean isFault() {
        return condition != Condition.UNKNOWN && weight.isFault(condition == Condition.UP);
    }

    /** Whether the virtual router must wait for the first look at the object before it takes part. */
    public boolean isAwaited() {
        return condition == Condition.UNKNOWN && weight.faults();
    }

    public boolean isSameObject(Kind otherKind, String otherName) {
        return kind == otherKind && name.equals(otherName);
    }
}
