/**
 * Fuzz targets. Each has a {@code fuzzerTestOneInput} that Jazzer calls with bytes of its making; it throws when a property
 * does not hold. Targets that need the inner classes of a module stand in that module's package.
 */
@NullMarked
package dev.vigil.fuzz;

import org.jspecify.annotations.NullMarked;
