/** The files of a cluster's nodes judged together, before they hurt. */
@NullMarked
package dev.vigil.lint;

import org.jspecify.annotations.NullMarked;
