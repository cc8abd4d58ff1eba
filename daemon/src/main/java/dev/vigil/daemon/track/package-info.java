/** What is tracked besides scripts: files and processes, each looked at on a thread of its own. */
@NullMarked
package dev.vigil.daemon.track;

import org.jspecify.annotations.NullMarked;
