/** From typed statements to the immutable records of the model. */
@NullMarked
package dev.vigil.config.read;

import org.jspecify.annotations.NullMarked;
