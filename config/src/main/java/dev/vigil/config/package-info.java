/** Configuration: from text to immutable records and problems with their place. */
@NullMarked
package dev.vigil.config;

import org.jspecify.annotations.NullMarked;
