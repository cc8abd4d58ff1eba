/** What is on the interfaces because of this daemon, written down so that it is found after a crash. */
@NullMarked
package dev.vigil.daemon.journal;

import org.jspecify.annotations.NullMarked;
