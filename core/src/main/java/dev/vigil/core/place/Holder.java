package dev.vigil.core.place;

/** Whose routes and rules these are. */
interface Holder {
    /** The name of the virtual router; empty for what belongs to no one of them. */
    String name();

    /** Whether it has them now. */
    boolean has();

    /** Whether it puts back what something else takes. */
    boolean restores();
}
