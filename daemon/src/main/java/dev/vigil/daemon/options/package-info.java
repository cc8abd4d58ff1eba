/** The command line of the daemon: keepalived's options and Vigil's own. */
@NullMarked
package dev.vigil.daemon.options;

import org.jspecify.annotations.NullMarked;
