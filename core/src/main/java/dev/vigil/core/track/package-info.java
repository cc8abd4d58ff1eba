/** What is tracked, and what that does to a priority. */
@NullMarked
package dev.vigil.core.track;

import org.jspecify.annotations.NullMarked;
