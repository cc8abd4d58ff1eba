/** A network in namespaces, daemons on it, and a capture of everything that passes. */
@NullMarked
package dev.vigil.systemtests.lab;

import org.jspecify.annotations.NullMarked;
