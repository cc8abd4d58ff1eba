/** What travels on the wire: one file for each packet, with its layout, decoding and encoding. */
@NullMarked
package dev.vigil.core.packet;

import org.jspecify.annotations.NullMarked;
