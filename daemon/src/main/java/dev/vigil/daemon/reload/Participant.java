package dev.vigil.daemon.reload;

/** A part of the daemon, outside the VRRP loop, that a configuration concerns. */
public interface Participant {
    /**
     * Makes ready for the proposed configuration while the one in force stays so. A {@link ReloadObjection} refuses the reload;
     * then {@link #abort} is called all the same. Nothing has to be made ready for what cannot be refused.
     */
    default void prepare(Proposal proposal) {}

    /** The proposed configuration is in force: its plan says what has changed. Nothing here may fail for good reasons. */
    void adopt(ReloadPlan plan);

    /** The proposal came to nothing, or was a trial: leaves no trace of it. */
    default void abort() {}
}
