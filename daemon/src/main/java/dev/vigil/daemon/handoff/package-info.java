/** The one way in which a loop gives work to another thread: a bounded queue whose offer never blocks. */
@NullMarked
package dev.vigil.daemon.handoff;

import org.jspecify.annotations.NullMarked;
