/** The benchmark works: it measures both daemons and writes its page. How fast anything is, is not tested. */
@NullMarked
package dev.vigil.systemtests.bench;

import org.jspecify.annotations.NullMarked;
