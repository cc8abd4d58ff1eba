/** The Linux kernel behind the foreign function interface; nothing else calls native code. */
@NullMarked
package dev.vigil.linux;

import org.jspecify.annotations.NullMarked;
