package dev.vigil.core.bfd;

import dev.vigil.core.address.IpAddress;

/** What is told about sessions. */
public interface BfdStory {
    /** A session begins, which is down, or is in another state than before. */
    void became(BfdSession session);

    /** Something is not possible that a session needs; told once until it is possible again. */
    void refused(String session, String reason);

    /** A packet was refused; told once for each reason in a while, whoever sends and however much. */
    default void dropped(BfdDrop reason, IpAddress source, long total) {}
}
