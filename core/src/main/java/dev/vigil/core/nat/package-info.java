/** Virtual servers as objects of nftables: what spreads connections over servers where the kernel has no load balancer. */
@NullMarked
package dev.vigil.core.nat;

import org.jspecify.annotations.NullMarked;
