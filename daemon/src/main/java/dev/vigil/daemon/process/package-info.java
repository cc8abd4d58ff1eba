/** Programs that the daemon runs: tracked scripts and notifications, spawned and reaped by one thread. */
@NullMarked
package dev.vigil.daemon.process;

import org.jspecify.annotations.NullMarked;
