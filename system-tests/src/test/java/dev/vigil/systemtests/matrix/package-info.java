/** Vigil and keepalived in both roles in every form that VRRP takes on the wire, one scenario for all. */
@NullMarked
package dev.vigil.systemtests.matrix;

import org.jspecify.annotations.NullMarked;
