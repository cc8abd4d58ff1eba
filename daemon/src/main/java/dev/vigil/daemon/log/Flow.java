package dev.vigil.daemon.log;

/** How often events of one kind may be written. */
public enum Flow {
    /** Every event is written: each is news, and what causes it is bounded elsewhere. */
    EVERY,
    /** A state of an instance, or what belongs to one: a neighbour's packets can cause it, so {@link ChangeFilter} counts. */
    CHANGES,
    /** Repeated and too frequent events of one subject become one line and a count: {@link RepeatFilter}. */
    LIMITED
}
