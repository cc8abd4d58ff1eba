/** Where configuration becomes parameters of the core. */
@NullMarked
package dev.vigil.config.assemble;

import org.jspecify.annotations.NullMarked;
