package dev.vigil.core.vrrp;

/** What an operator has a virtual router do. */
public enum SteeringOrder {
    /** Gives its addresses to another node as soon as one is heard as a master, and stays out. */
    DRAIN,
    /** Is out from the beginning: that it was drained is known from an earlier run. */
    STAY_OUT,
    /** Is MASTER, whatever its configured priority, until it loses that role. */
    PROMOTE,
    /** Does what its configuration says again. */
    RESUME
}
