/** Bidirectional forwarding detection, RFC 5880 to 5883: sessions with neighbours, in asynchronous mode. */
@NullMarked
package dev.vigil.core.bfd;

import org.jspecify.annotations.NullMarked;
