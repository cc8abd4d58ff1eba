/** The commands that users type. */
@NullMarked
package dev.vigil.cli;

import org.jspecify.annotations.NullMarked;
