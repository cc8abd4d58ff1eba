/** Generated configurations as Vigil and keepalived understand them, side by side. */
@NullMarked
package dev.vigil.systemtests.differential;

import org.jspecify.annotations.NullMarked;
