/** What a configuration means, for programs. */
@NullMarked
package dev.vigil.config.facts;

import org.jspecify.annotations.NullMarked;
