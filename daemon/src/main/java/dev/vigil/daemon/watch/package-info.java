/** A look from outside at a loop: whether it still turns, and what is done if it does not. */
@NullMarked
package dev.vigil.daemon.watch;

import org.jspecify.annotations.NullMarked;
