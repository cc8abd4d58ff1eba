/** Statements matched with the keyword table: arguments become typed values. */
@NullMarked
package dev.vigil.config.bind;

import org.jspecify.annotations.NullMarked;
