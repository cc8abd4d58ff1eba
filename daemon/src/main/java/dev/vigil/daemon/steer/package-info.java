/** What operators ask of virtual routers: stored, done, and followed until it is over. */
@NullMarked
package dev.vigil.daemon.steer;

import org.jspecify.annotations.NullMarked;
