/** Virtual routers of two daemons, each of which may be Vigil or keepalived. */
@NullMarked
package dev.vigil.systemtests.vrrp;

import org.jspecify.annotations.NullMarked;
