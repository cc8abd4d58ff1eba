/** Thin adapters: they carry out on the Linux kernel what the core has decided, and translate what the kernel shows. */
@NullMarked
package dev.vigil.daemon.kernel;

import org.jspecify.annotations.NullMarked;
