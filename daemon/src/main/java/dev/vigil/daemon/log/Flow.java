package dev.vigil.daemon.log;

/** How often events of one kind may be written. */
public enum Flow {
    /** Every event is written: each is news, and what causes it is bounded elsewhere. */
    EVERY,
    /** Repeated and too frequent events of one subject become one line and a count. */
    LIMITED
}
