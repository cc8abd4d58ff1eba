package dev.vigil.config.keyword;

/** Whether the daemon can do what a keyword asks for. */
public enum Status {
    /** The daemon does it. */
    SUPPORTED,
    /** The daemon cannot do it yet. */
    PLANNED,
    /** Accepted; there is nothing to do, as the meaning says. */
    NO_EFFECT
}
