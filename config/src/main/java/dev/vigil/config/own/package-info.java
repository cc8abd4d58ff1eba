/** Reads vigil.conf, the file of what only Vigil has. */
@NullMarked
package dev.vigil.config.own;

import org.jspecify.annotations.NullMarked;
