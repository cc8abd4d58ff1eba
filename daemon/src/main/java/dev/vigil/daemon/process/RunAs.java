package dev.vigil.daemon.process;

import dev.vigil.linux.Credentials;
import dev.vigil.linux.Users;

/**
 * The user that a program runs as.
 *
 * @param name for people
 * @param account the user's entry in the user database
 */
record RunAs(String name, Credentials credentials, Users.User account) {
    boolean isRoot() {
        return credentials.uid() == 0;
    }
}
