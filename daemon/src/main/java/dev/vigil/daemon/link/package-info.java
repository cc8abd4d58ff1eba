/** Interfaces that virtual routers bring with them: made, set up, made again, and removed. */
@NullMarked
package dev.vigil.daemon.link;

import org.jspecify.annotations.NullMarked;
