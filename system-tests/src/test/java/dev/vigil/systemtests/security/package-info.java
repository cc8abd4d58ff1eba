/** What a daemon may do, who may speak to it, and what it never tells. */
@NullMarked
package dev.vigil.systemtests.security;

import org.jspecify.annotations.NullMarked;
