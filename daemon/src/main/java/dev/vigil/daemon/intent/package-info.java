/** What operators want of instances and servers, stored so that it survives reloads, restarts and crashes. */
@NullMarked
package dev.vigil.daemon.intent;

import org.jspecify.annotations.NullMarked;
