/** The program {@code genhash}: asks a web server for a page and prints the MD5 that a check of it has to demand. */
@NullMarked
package dev.vigil.daemon.genhash;

import org.jspecify.annotations.NullMarked;
