/** What was found in a configuration, and what it means, for people and for programs. */
@NullMarked
package dev.vigil.config.report;

import org.jspecify.annotations.NullMarked;
