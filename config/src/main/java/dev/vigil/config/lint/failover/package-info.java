/** Where the addresses of a virtual router go when something fails. */
@NullMarked
package dev.vigil.config.lint.failover;

import org.jspecify.annotations.NullMarked;
