/** A reload as a transaction: prepared while nothing is given up, then committed or aborted as a whole. */
@NullMarked
package dev.vigil.daemon.reload;

import org.jspecify.annotations.NullMarked;
