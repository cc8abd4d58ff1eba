package dev.vigil.daemon.web;

import dev.vigil.daemon.control.RequestRefused;

/** Something that changes, for a client that stays. */
interface Live {
    /**
     * A state of it.
     *
     * @param number greater than that of any state before, also of an earlier daemon's
     */
    record Version(long number, String text) {}

    /** What is so now; refused if the VRRP loop does not answer. */
    Version now() throws RequestRefused;
}
