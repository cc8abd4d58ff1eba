package dev.vigil.core.track;

/**
 * One tracked object of one virtual router.
 *
 * @param value the number that a file holds; 0 for everything else
 * @param detail what was last seen of it, for people: {@code exited with status 1}
 */
public record Track(Kind kind, String name, Weight weight, Condition condition, int value, String detail) {
    /** One that is up or down. */
    public Track(Kind kind, String name, Weight weight, Condition condition, String detail) {
        this(kind, name, weight, condition, 0, detail);
    }

    /** What kind of object is tracked. */
    public enum Kind {
        INTERFACE,
        SOURCE_ADDRESS,
        SCRIPT,
        /** A file whose number counts; it is up once it was looked at. */
        FILE,
        /** Running processes of a name; up while there are as many as there shall be. */
        PROCESS,
        /** A BFD session; up while the neighbour is heard and hears us. */
        BFD,
        /** The unicast peers of an instance that must have some. */
        PEERS;

        /** The word that output uses. */
        public String word() {
            return switch (this) {
                case INTERFACE -> "interface";
                case SOURCE_ADDRESS -> "source address of";
                case SCRIPT -> "script";
                case FILE -> "file";
                case PROCESS -> "process";
                case BFD -> "BFD session";
                case PEERS -> "list of unicast peers of";
            };
        }
    }

    /** What tells a tracked object from all others of a node. */
    public record Id(Kind kind, String name) {}

    public Track with(Condition newCondition, String newDetail) {
        return new Track(kind, name, weight, newCondition, value, newDetail);
    }

    /** The same file after it was looked at. */
    public Track holding(int newValue, String newDetail) {
        return new Track(kind, name, weight, Condition.UP, newValue, newDetail);
    }

    /** The same with what another one knows of the object. */
    public Track knowing(Track other) {
        return new Track(kind, name, weight, other.condition, other.value, other.detail);
    }

    /** What the object adds to the priority now. An object that was not yet looked at adds nothing. */
    public int delta() {
        if (condition == Condition.UNKNOWN) {
            return 0;
        }
        return kind == Kind.FILE ? weight.deltaOf(value) : weight.delta(condition == Condition.UP);
    }

    /** Whether the object keeps the virtual router in FAULT now. */
    public boolean isFault() {
        if (condition == Condition.UNKNOWN) {
            return false;
        }
        return kind == Kind.FILE ? weight.isFaultOf(value) : weight.isFault(condition == Condition.UP);
    }

    /** Whether the virtual router must wait for the first look at the object before it takes part. */
    public boolean isAwaited() {
        return condition == Condition.UNKNOWN && (kind == Kind.FILE || weight.faults());
    }

    public boolean isSameObject(Kind otherKind, String otherName) {
        return kind == otherKind && name.equals(otherName);
    }
}
