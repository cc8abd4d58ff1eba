/** From files to lines, words and a tree of statements, each with its place. */
@NullMarked
package dev.vigil.config.syntax;

import org.jspecify.annotations.NullMarked;
