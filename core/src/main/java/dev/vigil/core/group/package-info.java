/** Sync groups: virtual routers that change their state together. */
@NullMarked
package dev.vigil.core.group;

import org.jspecify.annotations.NullMarked;
