/** The VRRP loop: one thread that owns every virtual router, its sockets, its deadlines and the kernel's addresses. */
@NullMarked
package dev.vigil.daemon.vrrp;

import org.jspecify.annotations.NullMarked;
