/** The rules of the linter, by subject. */
@NullMarked
package dev.vigil.lint.rule;

import org.jspecify.annotations.NullMarked;
