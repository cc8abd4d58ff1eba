/** Mail alerts: which transitions are mailed, what waits to be sent, and the sending, on a thread of its own. */
@NullMarked
package dev.vigil.daemon.mail;

import org.jspecify.annotations.NullMarked;
