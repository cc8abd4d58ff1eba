/** How one run of a program ended, and the words for it. */
@NullMarked
package dev.vigil.daemon.outcome;

import org.jspecify.annotations.NullMarked;
