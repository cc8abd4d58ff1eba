/** What is installed from packages, on a machine that had keepalived. */
@NullMarked
package dev.vigil.systemtests.packages;

import org.jspecify.annotations.NullMarked;
