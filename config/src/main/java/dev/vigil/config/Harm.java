package dev.vigil.config;

/**
 * What a finding does to a daemon that runs with the configuration all the same, leaving out what is wrong. It harms if it
 * decides who is master, where addresses are, or who may speak: then the daemon does not start.
 */
public enum Harm {
    /** No mistake, or one that the configuration survives as it is meant: something is adjusted, ignored or to come. */
    REMARK,
    /** A mistake that decides none of that: a start warns of it, a reload refuses it if it is new. */
    MISTAKE,
    /** It decides that. */
    HARMS,
    /** A mistake that harms or does not; what stands there tells. */
    BY_PLACE;

    /** Whether a mistake of this kind may be one that a start only warns of. */
    public boolean maySurvive() {
        return this == MISTAKE || this == BY_PLACE;
    }
}
