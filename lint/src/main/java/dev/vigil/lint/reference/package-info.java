/** The keyword table as people read it: look-ups, facts about values, and the documents that are made from it. */
@NullMarked
package dev.vigil.lint.reference;

import org.jspecify.annotations.NullMarked;
