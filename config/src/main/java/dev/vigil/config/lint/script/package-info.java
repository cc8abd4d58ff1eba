/** What programs that a configuration names will do. */
@NullMarked
package dev.vigil.config.lint.script;

import org.jspecify.annotations.NullMarked;
