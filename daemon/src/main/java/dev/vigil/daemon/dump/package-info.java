/** The files that the daemon writes when a signal asks for them, in the grammar that keepalived's readers know. */
@NullMarked
package dev.vigil.daemon.dump;

import org.jspecify.annotations.NullMarked;
