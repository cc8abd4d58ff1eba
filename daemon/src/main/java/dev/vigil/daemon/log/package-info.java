/** The event log: typed events with permanent codes, formatted and written by a thread of their own. */
@NullMarked
package dev.vigil.daemon.log;

import org.jspecify.annotations.NullMarked;
