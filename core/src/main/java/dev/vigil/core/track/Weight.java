package dev.vigil.core.track;

/**
 * What a tracked object does to the priority of a virtual router.
 *
 * <p>Weight 0 means that a failure is a fault (keepalived's {@code weight 0}), or with {@code reversed} that success is
 * one. A positive weight is added while the object is up, a negative one while it is down; {@code reversed} changes the
 * sign of what is added, not when. The number in a file is multiplied with the weight instead.
 */
public record Weight(int value, boolean reversed) {
    /** A number in a file that comes to this or less is a fault. */
    private static final int FAULT_PRODUCT = -254;

    private static final int DELTA_MAX = 253;

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

    /** Whether a number in a file puts the virtual router into FAULT: with weight 0 any but 0, otherwise one far below. */
    public boolean isFaultOf(int number) {
        return value == 0 ? (number != 0) != reversed : product(number) <= FAULT_PRODUCT;
    }

    /** The amount that a number in a file adds to the priority; nothing while it is a fault. */
    public int deltaOf(int number) {
        return isFaultOf(number) ? 0 : Math.toIntExact(Math.min(product(number), DELTA_MAX));
    }

    private long product(int number) {
        long product = (long) number * value;
        return reversed ? -product : product;
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
