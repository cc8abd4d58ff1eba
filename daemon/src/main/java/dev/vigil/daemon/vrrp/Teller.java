package dev.vigil.daemon.vrrp;

import dev.vigil.core.place.Story;

/** Where the VRRP loop leaves its story. Every call only queues; nothing here waits, formats or fails. */
public interface Teller extends Story {
    /** A defect of this program was contained: the instance went to FAULT. */
    void defect(String instance, Throwable defect);
}
