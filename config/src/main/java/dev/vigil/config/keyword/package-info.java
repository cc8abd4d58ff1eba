/** The one table of configuration keywords. */
@NullMarked
package dev.vigil.config.keyword;

import org.jspecify.annotations.NullMarked;
