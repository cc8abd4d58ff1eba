package dev.vigil.core.track;

/**
 * What a tracked object does to the priority of a virtual router.
 *
 * <p>Weight 0 means that a failure is a fault (keepalived's {@code weight 0}). A positive weight is added while the object
 * is up, a negative one while it is down; {@code reversed} swaps up and down.
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
        boolean good = up != reversed;
        if (value > 0) {
            return good ? value : 0;
        }
        return good ? 0 : value;
    }
}
