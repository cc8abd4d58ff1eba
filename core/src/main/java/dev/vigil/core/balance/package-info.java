/** Services that real servers do: who is alive, whether they are enough, and what the kernel's table should hold. */
@NullMarked
package dev.vigil.core.balance;

import org.jspecify.annotations.NullMarked;
