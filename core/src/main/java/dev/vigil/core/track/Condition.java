package dev.vigil.core.track;

/** What is known of a tracked object. */
public enum Condition {
    /** Not yet looked at. */
    UNKNOWN,
    UP,
    DOWN
}
