package dev.vigil.daemon.process;

import dev.vigil.daemon.outcome.Outcome;

/** Follows one run of a program. */
interface RunListener {
    /** How it ended, told once: when it has ended, or already when its time is over. */
    void onOutcome(Outcome outcome, long nowNs);

    /** No process of the run is left; told once, after {@link #onOutcome}. */
    void onGone(long nowNs);

    /** It was killed but does not go, which takes a kernel that hangs; {@link #onGone} may still follow. */
    void onStuck(long nowNs);
}
