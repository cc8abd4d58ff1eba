/** The VRRP state machine (RFC 3768, RFC 9568) as keepalived runs it: inputs and the time in, effects out. */
@NullMarked
package dev.vigil.core.vrrp;

import org.jspecify.annotations.NullMarked;
