/** Where the addresses of a virtual router go when something fails. */
@NullMarked
package dev.vigil.lint.failover;

import org.jspecify.annotations.NullMarked;
