/** Interfaces that virtual routers bring with them, and the kernel's settings for these and for those below them. */
@NullMarked
package dev.vigil.core.link;

import org.jspecify.annotations.NullMarked;
