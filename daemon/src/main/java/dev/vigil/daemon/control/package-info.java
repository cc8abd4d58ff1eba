/** The control socket: one JSON request, one JSON response; its server, its client, and the status report. */
@NullMarked
package dev.vigil.daemon.control;

import org.jspecify.annotations.NullMarked;
