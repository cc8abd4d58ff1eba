/** Virtual servers on a kernel with IPVS. */
@NullMarked
package dev.vigil.systemtests.balance;

import org.jspecify.annotations.NullMarked;
