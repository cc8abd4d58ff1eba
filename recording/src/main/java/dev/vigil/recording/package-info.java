/**
 * Recordings: the inputs of virtual routers, one JSON object per line, and their replay. docs/use/recordings.md tells the
 * format. Nothing in a recording is secret: packets are not recorded, only what passed the checks of reception.
 */
@NullMarked
package dev.vigil.recording;

import org.jspecify.annotations.NullMarked;
