/** What was found in configurations, and what they mean, for people and for programs. */
@NullMarked
package dev.vigil.lint.report;

import org.jspecify.annotations.NullMarked;
