package dev.vigil.daemon.reload;

import dev.vigil.config.model.Config;

/** What a reload needs of the daemon around it. */
public interface ReloadEdge {
    /** Reads the configuration and looks at everything that it names. */
    Reading read();

    /** Hands a proposal to the VRRP loop; false if that is too far behind to take anything. */
    boolean propose(Proposal proposal);

    /** A reload begins or has ended, for the supervisor. */
    void busy(boolean reloading);

    /** What was read is in force; says what is worth saying about it. */
    void adopted(Config config, Reading reading);

    /** The wall clock, for the status. */
    long nowEpochMs();
}
