/** Virtual servers: their checks, on a thread of its own, the kernel's table, and the programs that are told. */
@NullMarked
package dev.vigil.daemon.balance;

import org.jspecify.annotations.NullMarked;
