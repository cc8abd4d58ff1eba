/** The shape of the source tree: which module may see which, and how files look. */
@NullMarked
package dev.vigil.systemtests.house;

import org.jspecify.annotations.NullMarked;
