/** What has happened to virtual routers, kept over restarts and crashes. */
@NullMarked
package dev.vigil.daemon.history;

import org.jspecify.annotations.NullMarked;
