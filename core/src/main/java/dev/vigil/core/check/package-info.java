/** What checks say to servers and what the answers come to: pure, for one connection at a time. */
@NullMarked
package dev.vigil.core.check;

import org.jspecify.annotations.NullMarked;
