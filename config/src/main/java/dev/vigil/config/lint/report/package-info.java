/** Findings as people and programs read them. */
@NullMarked
package dev.vigil.config.lint.report;

import org.jspecify.annotations.NullMarked;
