/** The named pipes that hear of transitions: a line for each, in keepalived's words. */
@NullMarked
package dev.vigil.daemon.fifo;

import org.jspecify.annotations.NullMarked;
