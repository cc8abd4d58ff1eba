package dev.vigil.daemon.control;

import java.util.Set;

/** What a peer may do on the control socket; each includes the one before. */
enum Access {
    NONE,
    /** To ask for what changes nothing. */
    READ,
    WRITE;

    /** The commands that change nothing; every other one, known or not, needs {@link #WRITE}. */
    private static final Set<String> READING =
            Set.of("status", "why", "watch", "record", "server_show", "steering", "history");

    boolean allows(String command) {
        return compareTo(changes(command) ? WRITE : READ) >= 0;
    }

    /** Whether a command may change something. */
    static boolean changes(String command) {
        return !READING.contains(command);
    }
}
