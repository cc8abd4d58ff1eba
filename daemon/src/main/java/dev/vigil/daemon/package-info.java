/** The daemon: event loops, effects, trackers, notification, the control socket. */
@NullMarked
package dev.vigil.daemon;

import org.jspecify.annotations.NullMarked;
