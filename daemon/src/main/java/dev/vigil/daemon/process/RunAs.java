package dev.vigil.daemon.process;

import dev.vigil.linux.Credentials;

/**
 * The user that a program runs as.
 *
 * @param name for people
 */
record RunAs(String name, Credentials credentials) {
    boolean isRoot() {
        return credentials.uid() == 0;
    }
}
