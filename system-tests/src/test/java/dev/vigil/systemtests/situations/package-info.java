/** Situations that operators meet, watched from outside: a refusal, a mistake in a file, a storm, a signal. */
@NullMarked
package dev.vigil.systemtests.situations;

import org.jspecify.annotations.NullMarked;
