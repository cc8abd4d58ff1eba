/** The files of a cluster's nodes judged together, before they hurt. */
@NullMarked
package dev.vigil.config.lint;

import org.jspecify.annotations.NullMarked;
