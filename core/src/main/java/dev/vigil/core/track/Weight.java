package dev.vigil.core.track;

/**
 * What a tracked object does to the priority of a virtual router.
 *
 * <p>Weight 0 means that a failure is a fault (keepalived's {@code weight 0}), or with {@code reversed} that success is
 * one. A positive weight is added while the object is up, a negative one while it is down; {@code reversed} changes the
 * sign of what is added, not when.
 */
public record Weight(int value, boolean reversed) {
    /** keepalived's default: a failure puts the virtual router into FAULT. */
    public static final Weight FAULT_ON_FAILURE = new Weight(0, false);

    /** Whether the object decides between health and FAULT instead of moving the priority. */
    public boolean faults() {
        return value == 0;
    }

    /** Whether an object in this condition puts the virtual router into FAULT. */
    public boolean isFault(boolean up) {
        return value == 0 && up == reversed;
    }

    /** The amount to add to the priority while the object is in this condition. */
    public int delta(boolean up) {
        boolean counts = up == (value > 0);
        if (!counts) {
            return 0;
        }
        return reversed ? -value : value;
    }
}
