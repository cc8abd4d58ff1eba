/** Hours of faults and hostile packets, judged from outside: addresses, captures, processes and files. */
@NullMarked
package dev.vigil.systemtests.trouble;

import org.jspecify.annotations.NullMarked;
