/** Routes and policy rules, as a configuration asks the kernel for them. */
@NullMarked
package dev.vigil.core.routing;

import org.jspecify.annotations.NullMarked;
