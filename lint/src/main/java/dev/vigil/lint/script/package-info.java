/** What programs that a configuration names will do. */
@NullMarked
package dev.vigil.lint.script;

import org.jspecify.annotations.NullMarked;
