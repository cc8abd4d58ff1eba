package dev.vigil.core.vrrp;

/** What a BACKUP took an advertisement for. */
public enum Verdict {
    /** That of our master: the master down timer starts again. */
    FOLLOWED,
    /** That of a master of lower priority, which does not keep us from taking over. */
    DISCARDED,
    /** That of a master that stops, with priority 0. */
    RESIGNED
}
