/** Units of time. */
@NullMarked
package dev.vigil.core.time;

import org.jspecify.annotations.NullMarked;
