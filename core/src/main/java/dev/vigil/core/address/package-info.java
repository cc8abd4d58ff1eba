/** IP addresses as values, without java.net and therefore without any path to DNS. */
@NullMarked
package dev.vigil.core.address;

import org.jspecify.annotations.NullMarked;
