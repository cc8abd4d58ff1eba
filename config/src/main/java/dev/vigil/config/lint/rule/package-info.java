/** The rules of the linter, by subject. */
@NullMarked
package dev.vigil.config.lint.rule;

import org.jspecify.annotations.NullMarked;
